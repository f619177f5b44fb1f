using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Metering.Aggregating.Forms;

/// <summary>One key of the form: how its text changes terms, and what text terms have for it.</summary>
/// <param name="Set">Null where the text does not fit.</param>
/// <param name="Get">Null where there is nothing to say.</param>
internal sealed record FormKey(string Name, string Expected, Func<AggregationTerms, string, AggregationTerms?> Set, Func<AggregationTerms, string?> Get)
{
    /// <param name="words">In the order of the enum.</param>
    public static FormKey Of<T>(string name, ImmutableArray<string> words, Func<AggregationTerms, T> get, Func<AggregationTerms, T, AggregationTerms> set)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        return new(
            name, string.Join(", ", words[..^1]) + " or " + words[^1],
            (terms, text) => words.IndexOf(text) is >= 0 and var index ? set(terms, values[index]) : null,
            terms => Array.IndexOf(values, get(terms)) is >= 0 and var index && index < words.Length ? words[index] : null);
    }

    public static FormKey OfNumber(string name, string expected, Func<AggregationTerms, decimal?> get, Func<AggregationTerms, decimal, AggregationTerms> set) => new(
        name, expected,
        (terms, text) => DecimalText.TryParse(text, out var number) ? set(terms, number) : null,
        terms => get(terms) is { } number ? DecimalText.Format(number) : null);
}
