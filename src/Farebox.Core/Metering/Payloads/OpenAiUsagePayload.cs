namespace Farebox.Metering.Payloads;

/// <summary>A row of OpenAI's organization usage report. Its audio and image inputs leave out what was cached.</summary>
internal static class OpenAiUsagePayload
{
    public static void Read(PayloadFields usage, UsageDraft draft)
    {
        var cached = usage.Count("input_cached_tokens") ?? 0m;
        var write = usage.Count("input_cache_write_tokens") ?? 0m;
        var cachedAudio = usage.Count("input_cached_audio_tokens") ?? 0m;
        var cachedImage = usage.Count("input_cached_image_tokens") ?? 0m;
        var whole = usage.Required("input_tokens");
        var audio = usage.Count("input_audio_tokens") ?? 0m;
        var image = usage.Count("input_image_tokens") ?? 0m;
        new InputSplit(whole)
        {
            Cached = cached,
            CachedText = usage.Count("input_cached_text_tokens"),
            CachedAudio = cachedAudio,
            CachedImage = cachedImage,
            Write = write,
            Audio = audio + cachedAudio,
            Image = image + cachedImage,
        }.AddTo(draft);
        if (usage.Count("input_uncached_tokens") is { } uncached) draft.Check("input by cache", whole, uncached + cached + write);
        if (usage.Count("input_text_tokens") is { } text) draft.Check("input by modality", whole, text + audio + image + cached + write);

        new OutputSplit(usage.Count("output_tokens") ?? 0m)
        {
            Audio = usage.Count("output_audio_tokens") ?? 0m,
            Image = usage.Count("output_image_tokens") ?? 0m,
            Text = usage.Count("output_text_tokens"),
        }.AddTo(draft);
    }
}
