using System.Text.RegularExpressions;

namespace Farebox.Files.Yaml;

/// <summary>A single value as it was written. Its digits are never turned into a binary number.</summary>
/// <param name="IsPlain">Without quotes, so that <c>true</c>, <c>12</c> and nothing at all are not texts.</param>
internal sealed partial record YamlScalar(Place Place, string Text, bool IsPlain) : YamlNode(Place)
{
    public override long Weight => 1;

    public override string Kind => Type switch
    {
        YamlType.Empty => "nothing",
        YamlType.Boolean => $"the word {Text}, which is not a text in YAML",
        YamlType.Integer or YamlType.Number => "a number",
        _ => "a text",
    };

    /// <summary>By the core schema of YAML 1.2, which is also what a JSON Schema in an editor goes by.</summary>
    public YamlType Type => !IsPlain ? YamlType.Text : Text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => YamlType.Empty,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlType.Boolean,
        _ when Integer().IsMatch(Text) => YamlType.Integer,
        _ when Number().IsMatch(Text) => YamlType.Number,
        _ => YamlType.Text,
    };

    [GeneratedRegex(@"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\z")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z")]
    private static partial Regex Number();
}

/// <summary>What a scalar is without quotes.</summary>
internal enum YamlType
{
    Empty,
    Boolean,
    Integer,
    Number,
    Text,
}
