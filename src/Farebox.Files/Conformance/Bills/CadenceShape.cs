using System.Text.Json;
using Farebox.Files.Shapes;
using Farebox.Files.Yaml;
using Farebox.Time;

namespace Farebox.Files.Conformance.Bills;

/// <summary>A length of local time, such as 1 month.</summary>
internal sealed class CadenceShape : Shape
{
    private readonly TextShape _text = new(
        "a length of time, such as 1 month, 14 days or 1 year", "^[1-9][0-9]{0,3} (day|week|month|quarter|year)s?$", text => CadenceText.TryParse(text, out _));

    public override string Expected => _text.Expected;

    public override bool Check(YamlNode node, Findings found) => _text.Check(node, found);

    public override void Describe(Utf8JsonWriter json) => _text.Describe(json);

    /// <summary>One that has been checked.</summary>
    public static CadenceSpan Read(string text) => CadenceText.TryParse(text, out var span) ? span : throw new InvalidOperationException($"'{text}' was not checked.");
}
