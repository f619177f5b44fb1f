using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Farebox.Files.Yaml;

namespace Farebox.Files.Shapes;

/// <summary>A text of a certain form. What YAML takes for a number or a truth value is not one until it stands in quotes.</summary>
/// <param name="expected">What a message calls it.</param>
/// <param name="pattern">What it matches as a whole, in the dialect that .NET and JSON Schema share.</param>
/// <param name="check">What a pattern cannot say.</param>
internal sealed class TextShape(string expected, string pattern, Func<string, bool>? check = null) : Shape
{
    // .NET lets $ match before a last line end; the schema's dialect does not.
    private readonly Regex _pattern = new(pattern.TrimEnd('$') + @"\z", RegexOptions.CultureInvariant);

    public override string Expected => expected;

    public override bool Check(YamlNode node, Findings found)
    {
        if (node is not YamlScalar scalar || scalar.Type == YamlType.Empty) return Refuse(node, found);
        if (scalar.Type != YamlType.Text) return found.Error(node.Place, $"{expected} is expected here, and this is {node.Kind}. Write it in quotes: {Quoted.Of(scalar.Text)}.");
        return Fault(scalar.Text) is not { } fault || found.Error(node.Place, fault);
    }

    /// <summary>Why a text does not have the form, or nothing.</summary>
    public string? Fault(string text)
    {
        // An escape (\u202E) or a text over several lines can bring in what the file itself may not hold.
        if (!IsVisible(text)) return $"{Quoted.Of(text)} holds a character that is not seen, or misleads. Write it on one line, in letters.";
        return _pattern.IsMatch(text) && (check is null || check(text)) ? null : $"{Quoted.Of(text)} does not fit. Expected: {expected}.";
    }

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteString("type", "string");
        json.WriteString("pattern", pattern);
    }

    private static bool IsVisible(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar) return false;
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format) return false;
        }

        return true;
    }
}
