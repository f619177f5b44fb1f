using Farebox.Charging;
using Farebox.Http.Keys;

namespace Farebox.Http.Edge;

/// <summary>One request on its way to its handler: routed, and its caller known.</summary>
internal sealed class Call(HttpContext context, string[] ids, Caller caller)
{
    public const int BodyBytesMax = 1 << 20;

    private static readonly string[] JsonOnly = [MediaTypes.Json];

    public HttpContext Context { get; } = context;

    public HttpRequest Request => Context.Request;

    public Caller Caller { get; } = caller;

    /// <summary>Who does it, for the record of what administrators do.</summary>
    public Actor Actor => new(Caller.KeyId, Context.TraceIdentifier);

    /// <summary>The ids of the path, in its order.</summary>
    public string Id(int index) => ids[index];

    /// <summary>Whether the client has gone. For reads only: what was handed to the journal is done whoever listens.</summary>
    public CancellationToken Gone => Context.RequestAborted;

    /// <summary>Reads the body as one JSON object.</summary>
    /// <param name="foreign">Members whose content others define, such as an event's data.</param>
    public ValueTask<BodyReader> ReadBodyAsync(params string[] foreign) => ReadBodyAsync(BodyBytesMax, foreign);

    /// <summary>The same where another size is allowed.</summary>
    public async ValueTask<BodyReader> ReadBodyAsync(int bytesMax, params string[] foreign)
    {
        if (BodyFormat.Check(Request, JsonOnly, out _) is { } unreadable) return BodyReader.Unreadable(unreadable);

        using var body = await BodyBytes.ReadAsync(Request, bytesMax, Gone);
        return body.Refusal is { } refusal ? BodyReader.Unreadable(refusal) : BodyReader.Of(body.Span, foreign);
    }
}
