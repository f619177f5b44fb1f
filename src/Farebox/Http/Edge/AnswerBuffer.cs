using System.Buffers;
using System.Text.Json;

namespace Farebox.Http.Edge;

/// <summary>The bytes of one answer, gathered so that its length is known before its first byte leaves.</summary>
/// <remarks>One per thread, reused: an answer is written without awaiting anything.</remarks>
internal static class AnswerBuffer
{
    private const int KeptBytesMax = 1 << 20;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _bytes;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    public static void Write<TState>(HttpContext context, int status, string contentType, TState state, Action<Utf8JsonWriter, TState> write)
    {
        var bytes = _bytes ??= new(4096);
        var json = _json ??= new(bytes, new JsonWriterOptions { SkipValidation = true });
        bytes.ResetWrittenCount();
        json.Reset(bytes);
        write(json, state);
        json.Flush();

        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = bytes.WrittenCount;
        response.BodyWriter.Write(bytes.WrittenSpan);
        if (bytes.Capacity > KeptBytesMax) _bytes = null;
    }
}
