using System.Text.Json;

namespace Farebox.Metering.Payloads;

/// <summary>Reads any vendor's own usage object into classes that mean the same for all of them.</summary>
public static class UsageNormalizer
{
    /// <param name="payload">
    /// The usage object, a whole answer or span that holds one, or an array of the events of one stream, in which the last count wins.
    /// </param>
    /// <param name="format">Null: the fields say whose it is.</param>
    /// <returns>A reading whose checks may not hold, or usage_unknown, or the code of a field that cannot be read.</returns>
    public static UsageParse Read(JsonElement payload, UsageFormat? format = null)
    {
        var (usage, model) = PayloadEnvelope.Find(payload);
        if (usage.ValueKind != JsonValueKind.Object) return UsageParse.Failed(EventCodes.UsageUnknown, "There is no usage object in it.");
        if ((format ?? UsageFormats.Detect(usage)) is not { } known)
            return UsageParse.Failed(EventCodes.UsageUnknown, $"Its fields are none of a known format: {string.Join(", ", UsageFormats.Names)}.");

        var fields = new PayloadFields(usage);
        var draft = new UsageDraft();
        ReadAs(known, fields, draft);
        if (fields.Fault is { } fault) return UsageParse.Failed(fault.Code, fault.Detail);

        return new(
            new()
            {
                Format = known,
                Model = model,
                Quantities = [.. draft.Quantities],
                Checks = [.. draft.Checks],
                Unmapped = fields.Unmapped(),
            },
            null,
            null);
    }

    private static void ReadAs(UsageFormat format, PayloadFields usage, UsageDraft draft)
    {
        switch (format)
        {
            case UsageFormat.OpenAiChat or UsageFormat.OpenAiEmbeddings or UsageFormat.Mistral or UsageFormat.OpenRouter:
                PromptPayload.Read(usage, format, draft);
                break;
            case UsageFormat.OpenAiUsage:
                OpenAiUsagePayload.Read(usage, draft);
                break;
            case UsageFormat.Anthropic:
                AnthropicPayload.Read(usage, draft);
                break;
            case UsageFormat.Gemini:
                GeminiPayload.Read(usage, draft);
                break;
            case UsageFormat.OpenTelemetry:
                OpenTelemetryPayload.Read(usage, draft);
                break;
            default:
                InputPayload.Read(usage, format, draft);
                break;
        }
    }
}
