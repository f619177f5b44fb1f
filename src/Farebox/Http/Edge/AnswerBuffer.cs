using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Farebox.Http.Edge;

/// <summary>The bytes of one answer, gathered so that its length is known before its first byte leaves.</summary>
/// <remarks>One per thread, reused: an answer is written without awaiting anything.</remarks>
internal sealed class AnswerBuffer
{
    private const int KeptBytesMax = 1 << 20;

    [ThreadStatic]
    private static AnswerBuffer? _ofThread;

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly Utf8JsonWriter _json;

    private AnswerBuffer() => _json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { SkipValidation = true });

    public static void Write<TState>(HttpContext context, int status, string contentType, TState state, Action<Utf8JsonWriter, TState> write)
    {
        var buffer = _ofThread ??= new AnswerBuffer();
        buffer._bytes.ResetWrittenCount();
        buffer._json.Reset();
        write(buffer._json, state);
        buffer._json.Flush();

        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = buffer._bytes.WrittenCount;
        response.BodyWriter.Write(buffer._bytes.WrittenSpan);
        if (buffer._bytes.Capacity > KeptBytesMax) _ofThread = null;
    }
}
