using System.Text.Json;

namespace Farebox.Http.Edge;

/// <summary>A resource, written by the function that knows its wire form.</summary>
internal sealed class JsonAnswer<TState>(int status, TState state, Action<Utf8JsonWriter, TState> write) : Answer
{
    public override void WriteTo(HttpContext context) =>
        AnswerBuffer.Write(context, status, MediaTypes.Json, state, write);
}

/// <summary>Shorthands for <see cref="JsonAnswer{TState}"/> that infer the type.</summary>
internal static class JsonAnswer
{
    public static Answer Ok<TState>(TState state, Action<Utf8JsonWriter, TState> write) => new JsonAnswer<TState>(200, state, write);

    public static Answer Created<TState>(TState state, Action<Utf8JsonWriter, TState> write) => new JsonAnswer<TState>(201, state, write);
}
