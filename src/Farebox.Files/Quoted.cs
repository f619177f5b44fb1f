namespace Farebox.Files;

/// <summary>What was written, as a message may show it: short, on one line, in quotes.</summary>
internal static class Quoted
{
    private const int LengthMax = 64;

    public static string Of(string text)
    {
        var shown = text.Length > LengthMax ? string.Concat(text.AsSpan(0, LengthMax - 1), "…") : text;
        return $"\"{new string([.. shown.Select(character => char.IsControl(character) || Yaml.YamlSource.IsMisleading(character) ? ' ' : character)])}\"";
    }

    /// <summary><c>a, b or c</c></summary>
    public static string List(IEnumerable<string> words) => words.ToArray() switch
    {
        [] => "",
        [var only] => only,
        [.. var first, var last] => $"{string.Join(", ", first)} or {last}",
    };
}
