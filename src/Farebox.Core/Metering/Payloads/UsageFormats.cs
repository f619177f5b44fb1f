using System.Collections.Immutable;
using System.Text.Json;

namespace Farebox.Metering.Payloads;

/// <summary>The names of the formats, and which of them an object is in.</summary>
public static class UsageFormats
{
    /// <summary>Stands for none of them: the object says which it is.</summary>
    public const string Auto = "auto";

    public static ImmutableArray<string> Names { get; } =
    [
        "openai.chat", "openai.responses", "openai.embeddings", "openai.images", "openai.audio", "openai.realtime", "openai.usage",
        "anthropic", "gemini", "mistral", "openrouter", "otel",
    ];

    public static string NameOf(UsageFormat format) => Names[(int)format];

    /// <param name="format">Null for <see cref="Auto"/>.</param>
    public static bool TryParse(string name, out UsageFormat? format)
    {
        var index = Names.IndexOf(name);
        format = index < 0 ? null : (UsageFormat)index;
        return index >= 0 || name == Auto;
    }

    /// <summary>The format that has these fields, most telling first. Null when none has.</summary>
    /// <remarks>Where two formats have the very same fields, they also mean the same by them.</remarks>
    internal static UsageFormat? Detect(JsonElement usage)
    {
        if (usage.EnumerateObject().Any(member => member.Name.StartsWith("gen_ai.", StringComparison.Ordinal))) return UsageFormat.OpenTelemetry;
        if (Has("promptTokenCount", "prompt_token_count", "totalTokenCount", "total_token_count")) return UsageFormat.Gemini;
        if (Has("prompt_tokens")) return DetectByPrompt();
        if (Has("input_uncached_tokens", "input_cached_tokens", "num_model_requests")) return UsageFormat.OpenAiUsage;
        if (Has("uncached_input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "cache_creation", "server_tool_use"))
            return UsageFormat.Anthropic;
        if (Has("output_token_details")) return UsageFormat.OpenAiRealtime;
        if (Has("input_token_details") || (Has("seconds") && Has("type"))) return UsageFormat.OpenAiAudio;
        if (!Has("input_tokens")) return null;
        if (usage.TryGetProperty("input_tokens_details", out var details) && details.ValueKind == JsonValueKind.Object && details.TryGetProperty("image_tokens", out _))
            return UsageFormat.OpenAiImages;
        return Has("total_tokens", "input_tokens_details") ? UsageFormat.OpenAiResponses : UsageFormat.Anthropic;

        bool Has(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (usage.TryGetProperty(name, out _)) return true;
            }

            return false;
        }

        UsageFormat DetectByPrompt() =>
            Has("prompt_audio_seconds") ? UsageFormat.Mistral
            : Has("cost") ? UsageFormat.OpenRouter
            : Has("completion_tokens") ? UsageFormat.OpenAiChat
            : UsageFormat.OpenAiEmbeddings;
    }
}
