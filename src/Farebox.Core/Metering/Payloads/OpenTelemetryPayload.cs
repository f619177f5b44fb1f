namespace Farebox.Metering.Payloads;

/// <summary>Attributes of a span by the conventions for generative AI: input includes what was cached, output what was reasoned, whoever the vendor is.</summary>
internal static class OpenTelemetryPayload
{
    public static void Read(PayloadFields usage, UsageDraft draft)
    {
        var input = usage.Count("gen_ai.usage.input_tokens") ?? usage.Count("gen_ai.usage.prompt_tokens");
        var output = usage.Count("gen_ai.usage.output_tokens") ?? usage.Count("gen_ai.usage.completion_tokens");

        // An embedding has no output, but a span with neither has nothing to count.
        if (input is null && output is null) usage.Required("gen_ai.usage.input_tokens");
        new InputSplit(input ?? 0m)
        {
            Cached = usage.Count("gen_ai.usage.cache_read.input_tokens") ?? 0m,
            Write = usage.Count("gen_ai.usage.cache_creation.input_tokens") ?? 0m,
        }.AddTo(draft);
        new OutputSplit(output ?? 0m) { Reasoning = usage.Count("gen_ai.usage.reasoning.output_tokens") ?? 0m }.AddTo(draft);
    }
}
