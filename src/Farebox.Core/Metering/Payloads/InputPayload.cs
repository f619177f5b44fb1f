namespace Farebox.Metering.Payloads;

/// <summary>Usage in OpenAI's <c>input_tokens</c> and <c>output_tokens</c>: responses, images, transcriptions, realtime.</summary>
/// <remarks>Unlike Anthropic's field of the same name, the input includes what was cached.</remarks>
internal static class InputPayload
{
    public static void Read(PayloadFields usage, UsageFormat format, UsageDraft draft)
    {
        if (format == UsageFormat.OpenAiAudio && usage.Quantity("seconds") is { } seconds)
        {
            draft.Add(UsageClass.AudioSeconds, seconds);
            return;
        }

        // Transcriptions and realtime write the details in the singular.
        var isSingular = usage.Has("input_token_details") || usage.Has("output_token_details");
        ReadInput(usage, isSingular ? "input_token_details" : "input_tokens_details", draft);
        ReadOutput(usage, isSingular ? "output_token_details" : "output_tokens_details", format, draft);
        draft.CheckTotal(usage.Count("total_tokens"));
    }

    private static void ReadInput(PayloadFields usage, string details, UsageDraft draft)
    {
        const string Cached = "cached_tokens_details";
        new InputSplit(usage.Required("input_tokens"))
        {
            Cached = usage.Count(details, "cached_tokens") ?? 0m,
            CachedText = usage.Count(details, Cached, "text_tokens"),
            CachedAudio = usage.Count(details, Cached, "audio_tokens") ?? 0m,
            CachedImage = usage.Count(details, Cached, "image_tokens") ?? 0m,
            Write = usage.Count(details, "cache_write_tokens") ?? 0m,
            Audio = usage.Count(details, "audio_tokens") ?? 0m,
            Image = usage.Count(details, "image_tokens") ?? 0m,
            Text = usage.Count(details, "text_tokens"),
        }.AddTo(draft);
    }

    private static void ReadOutput(PayloadFields usage, string details, UsageFormat format, UsageDraft draft)
    {
        var whole = usage.Required("output_tokens");
        var image = usage.Count(details, "image_tokens");
        var text = usage.Count(details, "text_tokens");

        // An image model that does not cut its output made images of all of it.
        if (format == UsageFormat.OpenAiImages && image is null && text is null) image = whole;
        new OutputSplit(whole)
        {
            Reasoning = usage.Count(details, "reasoning_tokens") ?? 0m,
            Audio = usage.Count(details, "audio_tokens") ?? 0m,
            Image = image ?? 0m,
            Text = text,
        }.AddTo(draft);
    }
}
