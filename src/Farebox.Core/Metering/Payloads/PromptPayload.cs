namespace Farebox.Metering.Payloads;

/// <summary>Usage in <c>prompt_tokens</c> and <c>completion_tokens</c>: OpenAI's chat and embeddings, Mistral, OpenRouter and all who follow them.</summary>
/// <remarks>The prompt includes what was cached, the completion what was reasoned.</remarks>
internal static class PromptPayload
{
    private const string In = "prompt_tokens_details";
    private const string Out = "completion_tokens_details";

    public static void Read(PayloadFields usage, UsageFormat format, UsageDraft draft)
    {
        var prompt = usage.Required("prompt_tokens");
        new InputSplit(prompt)
        {
            Cached = usage.Count(In, "cached_tokens") ?? 0m,
            Write = usage.Count(In, "cache_write_tokens") ?? 0m,
            Audio = usage.Count(In, "audio_tokens") ?? 0m,
            Image = usage.Count(In, "image_tokens") ?? 0m,
            Video = usage.Count(In, "video_tokens") ?? 0m,
            Text = usage.Count(In, "text_tokens"),
        }.AddTo(draft);

        // An embedding completes nothing; a chat that does not say what it completed is not taken for free.
        var whole = format == UsageFormat.OpenAiEmbeddings ? usage.Count("completion_tokens") ?? 0m : usage.Required("completion_tokens");
        new OutputSplit(whole)
        {
            Reasoning = usage.Count(Out, "reasoning_tokens") ?? 0m,
            Audio = usage.Count(Out, "audio_tokens") ?? 0m,
            Image = usage.Count(Out, "image_tokens") ?? 0m,
            Text = usage.Count(Out, "text_tokens"),
        }.AddTo(draft);

        var seconds = usage.Quantity("prompt_audio_seconds") ?? 0m;
        draft.Add(UsageClass.AudioSeconds, seconds);

        // Audio that Mistral charges by the second is in its total as tokens, and in neither of the two parts.
        var total = usage.Count("total_tokens");
        if (seconds == 0m || total < prompt + whole) draft.CheckTotal(total);
    }
}
