using System.Text.Json;
using System.Text.Unicode;

namespace Farebox.Http.Edge;

/// <summary>One pass over a body that refuses what readers disagree about, before anything is made of it.</summary>
/// <remarks>
/// Left to itself the platform lets the last of two members win, ignores letter case and unknown names, and throws
/// where half a surrogate is read as text.
/// </remarks>
internal static class StrictJson
{
    public const int DepthMax = 32;

    /// <param name="foreign">Members of the root whose content others define: there, names that differ in letter case differ.</param>
    public static BodyError? Check(ReadOnlySpan<byte> body, ReadOnlySpan<string> foreign)
    {
        if (body.IsEmpty) return At("", ProblemCodes.BodyRequired, "The request needs a JSON body.");
        if (body.StartsWith("\uFEFF"u8)) return At("", ProblemCodes.MalformedJson, "The body begins with a byte order mark.");
        if (!Utf8.IsValid(body)) return At("", ProblemCodes.InvalidUtf8, "The body is not valid UTF-8.");

        // One level more than is allowed, so that the depth is ours to refuse.
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DepthMax + 1 });
        var trail = new JsonTrail();
        try
        {
            return Scan(ref reader, trail, foreign);
        }
        catch (JsonException fault)
        {
            return At(trail.Pointer(), ProblemCodes.MalformedJson,
                $"The body is not JSON at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} of it.");
        }
    }

    private static BodyError? Scan(ref Utf8JsonReader reader, JsonTrail trail, ReadOnlySpan<string> foreign)
    {
        var isForeign = false;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    trail.Value();
                    if (trail.Depth == DepthMax) return At(trail.Pointer(), ProblemCodes.JsonTooDeep, $"At most {DepthMax} levels are read.");
                    trail.Enter(reader.TokenType == JsonTokenType.StartObject, !isForeign);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    trail.Leave();
                    break;
                case JsonTokenType.PropertyName:
                    if (NameFault(reader, trail) is { } fault) return fault;
                    if (trail.Depth == 1) isForeign = foreign.Contains(reader.GetString());
                    break;
                default:
                    trail.Value();
                    if (reader.TokenType == JsonTokenType.String && EscapedText.Fault(reader) is { } code) return Text(trail, code);
                    break;
            }
        }

        return null;
    }

    private static BodyError? NameFault(in Utf8JsonReader reader, JsonTrail trail)
    {
        if (EscapedText.Fault(reader) is { } code) return Text(trail, code);
        var name = reader.GetString()!;
        if (trail.Name(name)) return null;
        return At(trail.Pointer(), ProblemCodes.DuplicateMember, $"\"{Echo.Of(name)}\" appears twice.");
    }

    private static BodyError Text(JsonTrail trail, ProblemCode code) =>
        At(trail.Pointer(), code, code == ProblemCodes.InvalidCharacter ? "U+0000 is not allowed." : "Half of a surrogate pair is not a character.");

    private static BodyError At(string pointer, ProblemCode code, string detail) => new(pointer, code, detail);
}
