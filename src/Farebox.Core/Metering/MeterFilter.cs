using System.Collections.Immutable;
using System.Text;

namespace Farebox.Metering;

/// <summary>Which events of its type a meter takes: every named field equals one of its values.</summary>
internal sealed class MeterFilter
{
    private readonly (byte[] Path, byte[][] Values)[] _tests;

    public MeterFilter(ImmutableSortedDictionary<string, ImmutableArray<string>> terms)
    {
        if (terms.Count > Meter.FilterFieldsMax) throw new ArgumentException($"A filter names at most {Meter.FilterFieldsMax} fields.", nameof(terms));
        if (terms.Values.Any(values => values.IsDefaultOrEmpty || values.Length > Meter.FilterValuesMax))
            throw new ArgumentException($"A filter's field has 1 to {Meter.FilterValuesMax} values.", nameof(terms));
        if (terms.Values.Any(values => values.Any(value => value is null)))
            throw new ArgumentException("A filter's value is a string.", nameof(terms));

        Terms = terms;
        _tests = [.. terms.Select(term => (FieldPath.ToUtf8(term.Key, "filter"), term.Value.Select(Encoding.UTF8.GetBytes).ToArray()))];
    }

    public ImmutableSortedDictionary<string, ImmutableArray<string>> Terms { get; }

    /// <summary>Strings are compared by content, numbers and true or false by the token as sent. Nothing equals null.</summary>
    public bool Matches(EventData data)
    {
        foreach (var (path, values) in _tests)
        {
            if (!data.TryGet(path, out var field) || field.Kind > EventFieldKind.False || !IsOneOf(field.Value, values)) return false;
        }

        return true;
    }

    public bool HasSameTerms(MeterFilter other) =>
        Terms.Count == other.Terms.Count
        && Terms.All(term => other.Terms.TryGetValue(term.Key, out var values) && values.SequenceEqual(term.Value));

    private static bool IsOneOf(ReadOnlySpan<byte> value, byte[][] values)
    {
        foreach (var candidate in values)
        {
            if (value.SequenceEqual(candidate)) return true;
        }

        return false;
    }
}
