namespace Farebox.Http.Edge;

/// <summary>A resource that was written down before, as UTF-8 JSON.</summary>
internal sealed class Utf8Answer(byte[] json) : Answer
{
    public override void WriteTo(HttpContext context) =>
        AnswerBuffer.Write(context, 200, MediaTypes.Json, json, static (writer, bytes) => writer.WriteRawValue(bytes, skipInputValidation: true));
}
