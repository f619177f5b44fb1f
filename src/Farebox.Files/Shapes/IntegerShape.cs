using System.Globalization;
using System.Text.Json;
using Farebox.Files.Yaml;

namespace Farebox.Files.Shapes;

/// <summary>A whole number in digits, in a range or out of a few. Below zero only where the range is.</summary>
internal sealed class IntegerShape : Shape
{
    private readonly long _min;
    private readonly long _max;
    private readonly long[] _values;

    public IntegerShape(long min, long max) => (_min, _max, _values, Expected) = (min, max, [], $"a whole number from {min} to {max}");

    /// <param name="expected">What a message calls it.</param>
    /// <param name="values">All that are allowed.</param>
    public IntegerShape(string expected, params long[] values) => (_min, _max, _values, Expected) = (values[0], values[^1], values, expected);

    public override string Expected { get; }

    public override bool Check(YamlNode node, Findings found)
    {
        if (node is not YamlScalar { Type: YamlType.Integer } scalar) return Refuse(node, found);

        var isNumber = long.TryParse(scalar.Text, _min < 0 ? NumberStyles.AllowLeadingSign : NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        return (isNumber && value >= _min && value <= _max && (_values.Length == 0 || _values.Contains(value)))
            || found.Error(node.Place, $"{Quoted.Of(scalar.Text)} does not fit. Expected: {Expected}.");
    }

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteString("type", "integer");
        if (_values.Length > 0)
        {
            json.WriteStartArray("enum");
            foreach (var value in _values) json.WriteNumberValue(value);
            json.WriteEndArray();
            return;
        }

        json.WriteNumber("minimum", _min);
        json.WriteNumber("maximum", _max);
    }
}
