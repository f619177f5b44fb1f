using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Farebox.Client.Transport;

/// <summary>One call, serialised once, so that each attempt sends the same bytes under the same identity.</summary>
internal sealed record Call
{
    public required HttpMethod Method { get; init; }

    public required string Path { get; init; }

    public byte[]? Body { get; init; }

    public string MediaType { get; init; } = "application/json";

    public string? IdempotencyKey { get; init; }

    public static Call Get(string path) => new() { Method = HttpMethod.Get, Path = path };

    public static Call Post<T>(string path, T body, JsonTypeInfo<T> type, string? key = null) =>
        new() { Method = HttpMethod.Post, Path = path, Body = JsonSerializer.SerializeToUtf8Bytes(body, type), IdempotencyKey = key };

    /// <summary>A request can be sent once only, so every attempt asks for its own.</summary>
    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(Method, Path);
        if (IdempotencyKey is not null) request.Headers.Add("Idempotency-Key", IdempotencyKey);
        if (Body is null) return request;

        request.Content = new ByteArrayContent(Body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
        return request;
    }
}
