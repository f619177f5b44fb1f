namespace Farebox.Metering.Payloads;

/// <summary>Gemini's <c>usageMetadata</c>: the prompt includes what was cached, the candidates leave out what was thought.</summary>
internal static class GeminiPayload
{
    public static void Read(PayloadFields usage, UsageDraft draft)
    {
        var prompt = usage.Count("promptTokenCount") ?? usage.Count("prompt_token_count");
        var total = usage.Count("totalTokenCount") ?? usage.Count("total_token_count");
        if (prompt is null && total is null) usage.Required("promptTokenCount");

        var tools = usage.Count("toolUsePromptTokenCount") ?? usage.Count("tool_use_prompt_token_count") ?? 0m;
        var sent = Modalities.Of(usage, "promptTokensDetails", "prompt_tokens_details") + Modalities.Of(usage, "toolUsePromptTokensDetails", "tool_use_prompt_tokens_details");
        var cached = Modalities.Of(usage, "cacheTokensDetails", "cache_tokens_details");
        new InputSplit((prompt ?? 0m) + tools)
        {
            Cached = usage.Count("cachedContentTokenCount") ?? usage.Count("cached_content_token_count") ?? 0m,
            CachedAudio = cached.Audio,
            CachedImage = cached.Image,
            Audio = sent.Audio,
            Image = sent.Image,

            // Cached video is priced as cached text is, so it stays there.
            Video = Math.Max(sent.Video - cached.Video, 0m),
        }.AddTo(draft);

        var made = Modalities.Of(usage, "candidatesTokensDetails", "candidates_tokens_details") + Modalities.Of(usage, "responseTokensDetails", "response_tokens_details");
        var said = usage.Count("candidatesTokenCount") ?? usage.Count("candidates_token_count") ?? usage.Count("responseTokenCount") ?? usage.Count("response_token_count");
        new OutputSplit(said ?? 0m) { Audio = made.Audio, Image = made.Image }.AddTo(draft);
        draft.Add(UsageClass.Reasoning, usage.Count("thoughtsTokenCount") ?? usage.Count("thoughts_token_count"));
        draft.CheckTotal(total);
    }

    private readonly record struct Modalities(decimal Audio, decimal Image, decimal Video)
    {
        public static Modalities operator +(Modalities left, Modalities right) =>
            new(left.Audio + right.Audio, left.Image + right.Image, left.Video + right.Video);

        public static Modalities Of(PayloadFields usage, params ReadOnlySpan<string> names)
        {
            var found = default(Modalities);
            foreach (var name in names)
            {
                foreach (var item in usage.Objects(name))
                {
                    var count = item.Count("tokenCount") ?? item.Count("token_count") ?? 0m;
                    usage.Join(item);
                    found += item.Text("modality") switch
                    {
                        "AUDIO" => new(count, 0m, 0m),
                        "IMAGE" => new(0m, count, 0m),
                        "VIDEO" => new(0m, 0m, count),
                        _ => default,
                    };
                }
            }

            return found;
        }
    }
}
