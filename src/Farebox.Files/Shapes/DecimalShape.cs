using System.Text.Json;
using Farebox.Files.Yaml;
using Farebox.Money;

namespace Farebox.Files.Shapes;

/// <summary>A decimal number, with or without quotes: its digits are taken as they are written.</summary>
/// <param name="expected">What a message calls it.</param>
/// <param name="belowZero">Whether it may be below zero.</param>
internal sealed class DecimalShape(string expected, bool belowZero = false) : Shape
{
    private const string Pattern = @"(0|[1-9][0-9]{0,11})(\.[0-9]{1,12})?$";

    public override string Expected => $"{expected}, such as 0.15";

    public override bool Check(YamlNode node, Findings found)
    {
        if (node is not YamlScalar { Type: not (YamlType.Empty or YamlType.Boolean) } scalar) return Refuse(node, found);

        var fault = DecimalText.Parse(scalar.Text, DecimalText.FractionDigitsMax, out var value) switch
        {
            AmountError.None => scalar.Text[0] == '-' && !belowZero ? "it is below zero" : null,
            AmountError.TooManyDecimals => "it has more than 12 decimal places",
            AmountError.OutOfRange => "it has more than 12 digits before the point",
            _ => "a number is digits with an optional point, without a plus, an exponent, separators or leading zeros",
        };
        return fault is null || found.Error(node.Place, $"{Quoted.Of(scalar.Text)} does not fit: {fault}. Expected: {Expected}.");
    }

    public override void Describe(Utf8JsonWriter json)
    {
        SchemaText.WriteTypes(json, "number", "string");
        if (!belowZero) json.WriteNumber("minimum", 0);
        json.WriteString("pattern", (belowZero ? "^-?" : "^") + Pattern);
    }
}
