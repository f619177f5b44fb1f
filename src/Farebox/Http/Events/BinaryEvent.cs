using Farebox.Metering;

namespace Farebox.Http.Events;

/// <summary>A CloudEvent in binary mode: its attributes in <c>ce-</c> headers, its data as the body.</summary>
internal static class BinaryEvent
{
    private const string Prefix = "ce-";

    public static bool IsIn(IHeaderDictionary headers) =>
        headers.ContainsKey("ce-specversion") || headers.ContainsKey("ce-id") || headers.ContainsKey("ce-type");

    public static EventParse Read(HttpRequest request, ReadOnlyMemory<byte> data) =>
        CloudEventReader.FromBinary(Attributes(request.Headers), request.ContentType, data);

    // A header sent twice becomes an attribute given twice, which the reader refuses.
    private static IEnumerable<KeyValuePair<string, string>> Attributes(IHeaderDictionary headers) =>
        from header in headers
        where header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        from value in header.Value
        select KeyValuePair.Create(header.Key[Prefix.Length..].ToLowerInvariant(), value ?? "");
}
