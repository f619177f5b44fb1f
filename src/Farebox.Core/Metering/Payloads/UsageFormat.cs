namespace Farebox.Metering.Payloads;

/// <summary>Whose usage object it is. Vendors give the same names different meanings, so the format decides what a field is part of.</summary>
public enum UsageFormat : byte
{
    OpenAiChat,
    OpenAiResponses,
    OpenAiEmbeddings,
    OpenAiImages,
    OpenAiAudio,
    OpenAiRealtime,

    /// <summary>A row of OpenAI's organization usage report.</summary>
    OpenAiUsage,

    /// <summary>Messages, their streams, and rows of the usage report.</summary>
    Anthropic,
    Gemini,
    Mistral,
    OpenRouter,

    /// <summary>Attributes <c>gen_ai.usage.*</c> of an OpenTelemetry span.</summary>
    OpenTelemetry,
}
