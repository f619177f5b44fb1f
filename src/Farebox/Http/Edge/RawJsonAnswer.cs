namespace Farebox.Http.Edge;

/// <summary>A resource whose JSON is stored as it is answered.</summary>
internal sealed class RawJsonAnswer(int status, string json) : Answer
{
    public override void WriteTo(HttpContext context) =>
        AnswerBuffer.Write(context, status, MediaTypes.Json, json, static (writer, text) => writer.WriteRawValue(text, skipInputValidation: true));
}
