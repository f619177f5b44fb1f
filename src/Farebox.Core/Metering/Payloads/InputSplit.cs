namespace Farebox.Metering.Payloads;

/// <summary>The input of a vendor whose count includes everything, cut into parts that do not overlap.</summary>
/// <remarks>
/// A vendor that tells cached audio and images apart says so; for one that does not, what is cached is text. Where that cannot
/// be, because there is less text than is cached, the check says so.
/// </remarks>
internal readonly record struct InputSplit(decimal Whole)
{
    public decimal Cached { get; init; }

    public decimal CachedAudio { get; init; }

    public decimal CachedImage { get; init; }

    /// <summary>Stated by few; when it is, the cached parts must add up to <see cref="Cached"/>.</summary>
    public decimal? CachedText { get; init; }

    public decimal Write { get; init; }

    /// <summary>Cached audio included.</summary>
    public decimal Audio { get; init; }

    /// <summary>Cached images included.</summary>
    public decimal Image { get; init; }

    public decimal Video { get; init; }

    /// <summary>Cached text included. Stated by some; when it is, text, audio, images and video must add up to the whole.</summary>
    public decimal? Text { get; init; }

    public void AddTo(UsageDraft draft)
    {
        var audio = CachedAudio == 0m ? Audio : draft.Rest("audio input", Audio, CachedAudio);
        var image = CachedImage == 0m ? Image : draft.Rest("image input", Image, CachedImage);
        var cached = CachedAudio + CachedImage == 0m ? Cached : draft.Rest("cached input", Cached, CachedAudio + CachedImage);
        if (CachedText is { } cachedText) draft.Check("cached input", Cached, cachedText + CachedAudio + CachedImage);
        if (Text is { } text) draft.Check("input by modality", Whole, text + Audio + Image + Video);

        var parts = cached + CachedAudio + CachedImage + Write + audio + image + Video;
        draft.Add(UsageClass.Input, draft.Rest("input", Whole, parts));
        draft.Add(UsageClass.CachedInput, cached);
        draft.Add(UsageClass.CachedAudioInput, CachedAudio);
        draft.Add(UsageClass.CachedImageInput, CachedImage);
        draft.Add(UsageClass.CacheWrite5m, Write);
        draft.Add(UsageClass.AudioInput, audio);
        draft.Add(UsageClass.ImageInput, image);
        draft.Add(UsageClass.VideoInput, Video);
    }
}

/// <summary>The output of such a vendor, likewise.</summary>
internal readonly record struct OutputSplit(decimal Whole)
{
    public decimal Reasoning { get; init; }

    public decimal Audio { get; init; }

    public decimal Image { get; init; }

    /// <summary>Stated by some; when it is, text, audio and images must add up to the whole, reasoning among the text.</summary>
    public decimal? Text { get; init; }

    public void AddTo(UsageDraft draft)
    {
        draft.Add(UsageClass.Output, draft.Rest("output", Whole, Reasoning + Audio + Image));
        draft.Add(UsageClass.Reasoning, Reasoning);
        draft.Add(UsageClass.AudioOutput, Audio);
        draft.Add(UsageClass.ImageOutput, Image);

        // Some count reasoning among the text and some beside it; both add up.
        if (Text is { } text && text + Audio + Image + Reasoning != Whole) draft.Check("output by modality", Whole, text + Audio + Image);
    }
}
