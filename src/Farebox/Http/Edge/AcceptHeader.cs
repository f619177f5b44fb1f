using Microsoft.Net.Http.Headers;

namespace Farebox.Http.Edge;

/// <summary>Whether the caller takes JSON. Nothing else is ever sent, so nobody is answered with a page.</summary>
internal static class AcceptHeader
{
    public static bool TakesJson(HttpRequest request)
    {
        var sent = request.Headers.Accept;
        if (sent.Count == 0) return true;
        if (sent.Count == 1 && sent[0] is "*/*" or MediaTypes.Json or "") return true;
        return MediaTypeHeaderValue.TryParseList(sent, out var ranges) && ranges.Any(TakesJson);
    }

    private static bool TakesJson(MediaTypeHeaderValue range) =>
        range.Quality is not 0 && (range.MatchesAllTypes || IsJson(range));

    private static bool IsJson(MediaTypeHeaderValue range) =>
        range.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
        && (range.MatchesAllSubTypes
            || range.SubType.Equals("json", StringComparison.OrdinalIgnoreCase)
            || range.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
}
