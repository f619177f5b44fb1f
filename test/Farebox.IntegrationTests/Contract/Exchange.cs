using System.Text;
using System.Text.Json;
using Farebox.IntegrationTests.Http.BadInputs;

namespace Farebox.IntegrationTests.Contract;

/// <summary>One request and its answer, as far as the document speaks of them.</summary>
/// <param name="Target">The path as it was sent, with its query.</param>
/// <param name="Headers">The names of the answer's headers.</param>
/// <param name="ContentType">Of the answer, without parameters.</param>
/// <param name="Json">The answer's body, when it is JSON.</param>
/// <param name="Sent">The request's body, when it is JSON.</param>
internal sealed record Exchange(string Method, string Target, int Status, IReadOnlySet<string> Headers, string? ContentType, JsonElement? Json, JsonElement? Sent)
{
    /// <summary>An exchange of bytes. Nothing where no answer of ours came, or where the request was none that could be routed.</summary>
    /// <param name="body">The body that was sent, when it was one piece.</param>
    public static Exchange? OfRaw(string method, string target, byte[]? body, RawAnswer answer)
    {
        if (!answer.Headers.ContainsKey("x-request-id")) return null;
        return new(
            method, target, answer.Status, answer.Headers.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase), answer.Headers.GetValueOrDefault("content-type"),
            Parse(answer.Body), body is null ? null : Parse(Encoding.UTF8.GetString(body)));
    }

    public static JsonElement? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
