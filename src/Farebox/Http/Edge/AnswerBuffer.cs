using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Farebox.Http.Edge;

/// <summary>The bytes of one answer, gathered so that its length is known before its first byte leaves.</summary>
/// <remarks>One per thread, reused: an answer is written without awaiting anything.</remarks>
internal static class AnswerBuffer
{
    private const int KeptBytesMax = 1 << 20;

    // Names and signs such as × are answered as they are written; what HTML could mistake for markup stays escaped.
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _bytes;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    public static void Write<TState>(HttpContext context, int status, string contentType, TState state, Action<Utf8JsonWriter, TState> write)
    {
        var bytes = _bytes ??= new(4096);
        var json = _json ??= new(bytes, Options);
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
