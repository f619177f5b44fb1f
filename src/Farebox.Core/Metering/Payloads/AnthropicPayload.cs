namespace Farebox.Metering.Payloads;

/// <summary>Anthropic's usage: <c>input_tokens</c> is only what no cache touched, so the parts are added, never taken away.</summary>
internal static class AnthropicPayload
{
    private const string Compaction = "compaction";

    public static void Read(PayloadFields usage, UsageDraft draft)
    {
        ReadTokens(usage, draft, isRow: usage.Has("uncached_input_tokens"));
        draft.Add(UsageClass.WebSearch, usage.Count("server_tool_use", "web_search_requests"));
        draft.CheckTotal(usage.Count("total_tokens"));
        ReadIterations(usage, draft);
    }

    private static void ReadTokens(PayloadFields usage, UsageDraft draft, bool isRow)
    {
        draft.Add(UsageClass.Input, usage.Required(isRow ? "uncached_input_tokens" : "input_tokens"));
        draft.Add(UsageClass.CachedInput, usage.Count("cache_read_input_tokens"));
        ReadWrites(usage, draft);

        new OutputSplit(usage.Required("output_tokens"))
        {
            Reasoning = usage.Count("output_tokens_details", "thinking_tokens") ?? 0m,
        }.AddTo(draft);
    }

    private static void ReadWrites(PayloadFields usage, UsageDraft draft)
    {
        var whole = usage.Count("cache_creation_input_tokens");
        var short5m = usage.Count("cache_creation", "ephemeral_5m_input_tokens");
        var long1h = usage.Count("cache_creation", "ephemeral_1h_input_tokens");
        if (short5m is null && long1h is null)
        {
            // Without a time to live, five minutes is what the vendor's interface takes.
            draft.Add(UsageClass.CacheWrite5m, whole);
            return;
        }

        draft.Add(UsageClass.CacheWrite5m, short5m);
        draft.Add(UsageClass.CacheWrite1h, long1h);
        draft.Check("cache write", whole, (short5m ?? 0m) + (long1h ?? 0m));
    }

    // What the model read and wrote to shorten its own context is billed, and is in these items alone. The others repeat what the
    // counts above them say.
    private static void ReadIterations(PayloadFields usage, UsageDraft draft)
    {
        foreach (var iteration in usage.Objects("iterations"))
        {
            var kind = iteration.Text("type");
            if (kind == Compaction) ReadTokens(iteration, draft, isRow: false);
            else if (kind != "message") draft.Check($"iterations of the unknown type '{kind}'", 1m, 0m);
            usage.Join(iteration);
        }
    }
}
