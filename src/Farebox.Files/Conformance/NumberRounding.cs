using Farebox.Files.Yaml;
using Farebox.Money;

namespace Farebox.Files.Conformance;

/// <summary>How the numbers of a case are rounded; by default not at all.</summary>
/// <param name="Places">Decimal places; null: all that there are.</param>
internal sealed record NumberRounding(int? Places, RoundingRule Rule)
{
    public static NumberRounding None { get; } = new(null, RoundingRule.HalfAwayFromZero);

    public decimal Of(decimal number) => Places is { } places ? Quotient.Round(number, places, Rule) : number;

    /// <summary>Reads <c>rounding</c>; <see cref="None"/> where it is left out.</summary>
    /// <param name="otherwise">The rule where it names none.</param>
    /// <returns>Nothing where the currency is none; that is found.</returns>
    public static NumberRounding? Read(YamlMap? map, RoundingRule otherwise, Findings found)
    {
        if (map is null) return None;

        var rule = map.Text("round") is { } word ? RoundingWords.Rule(word) : otherwise;
        if (map.Find("decimals") is YamlScalar decimals) return new((int)decimals.Number(), rule);
        if (Iso4217.MinorUnits(map.Required("currency")) is { } places) return new(places, rule);

        found.Error(map.Find("currency")!.Place, $"{Quoted.Of(map.Required("currency"))} is no currency of ISO 4217 with decimal places. Write decimals instead.");
        return null;
    }
}
