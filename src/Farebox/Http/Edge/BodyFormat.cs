using Microsoft.Net.Http.Headers;

namespace Farebox.Http.Edge;

/// <summary>Whether the headers promise a body that can be read: JSON, in UTF-8, not encoded.</summary>
/// <remarks>A strict media type also keeps simple cross-site form posts out.</remarks>
internal static class BodyFormat
{
    /// <param name="mediaType">Which of the allowed types it is; set when nothing is refused.</param>
    public static Problem? Check(HttpRequest request, ReadOnlySpan<string> allowed, out string mediaType)
    {
        mediaType = "";
        if (IsFramedTwice(request.Headers)) return new(ProblemCodes.MalformedJson, "Content-Length and Transfer-Encoding exclude each other.");
        if (request.Headers.ContentEncoding.Count > 0 && !IsIdentity(request.Headers.ContentEncoding)) return new(ProblemCodes.UnsupportedEncoding);

        foreach (var candidate in allowed)
        {
            // Nearly every client sends the bare type, to the letter.
            if (string.Equals(request.ContentType, candidate, StringComparison.Ordinal))
            {
                mediaType = candidate;
                return null;
            }
        }

        return CheckParsed(request, allowed, out mediaType);
    }

    private static Problem? CheckParsed(HttpRequest request, ReadOnlySpan<string> allowed, out string mediaType)
    {
        mediaType = "";
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var sent)) return new(ProblemCodes.UnsupportedMediaType, Expected(allowed));

        foreach (var candidate in allowed)
        {
            if (!sent.MediaType.Equals(candidate, StringComparison.OrdinalIgnoreCase)) continue;
            if (sent.Charset.HasValue && !HeaderUtilities.RemoveQuotes(sent.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
                return new(ProblemCodes.UnsupportedCharset);

            mediaType = candidate;
            return null;
        }

        return new(ProblemCodes.UnsupportedMediaType, Expected(allowed));
    }

    // A proxy that believes one of the two and a server that believes the other are how requests are smuggled.
    // Kestrel believes the encoding, and moves the length to a header of this name.
    private static bool IsFramedTwice(IHeaderDictionary headers) =>
        headers.TransferEncoding.Count > 0 && headers.ContainsKey("X-Content-Length");

    private static string Expected(ReadOnlySpan<string> allowed) => $"Send Content-Type: {string.Join(" or ", allowed.ToArray())}.";

    private static bool IsIdentity(Microsoft.Extensions.Primitives.StringValues encoding) =>
        encoding.Count == 1 && string.Equals(encoding[0], "identity", StringComparison.OrdinalIgnoreCase);
}
