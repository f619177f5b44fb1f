using System.Collections.Immutable;
using System.Text.Json;
using Farebox.Http.Edge;
using Farebox.Metering;
using Farebox.Rating;

namespace Farebox.Http.Configuration;

/// <summary>Reads what a term of a card is for, a class derived from another, and a multiplier.</summary>
internal static class CardFactorBody
{
    /// <summary>A dimension is one value or a list of them; a star takes any value, which is what leaving it out means.</summary>
    public static DimensionMatch ReadWhere(BodyReader term)
    {
        var values = new List<KeyValuePair<string, ImmutableArray<string>>>();
        foreach (var (name, value) in term.Map("dimensions", Meter.DimensionsMax)) values.Add(KeyValuePair.Create(name, ReadValues(term, value)));
        return term.HasFaults ? DimensionMatch.Everything : Try(term, () => new DimensionMatch(values)) ?? DimensionMatch.Everything;
    }

    /// <returns>Nothing when something is wrong, which the reader keeps.</returns>
    public static DerivedClass? ReadDerived(BodyReader item)
    {
        var (meter, name, from) = (item.RequiredString("meter", Rules.Id), item.RequiredString("class", Rules.Id), item.RequiredString("from", Rules.Id));
        var (factor, where) = (item.RequiredDecimal("factor"), ReadWhere(item));
        return item.HasFaults ? null : Try(item, () => new DerivedClass(meter, name, from, factor, where));
    }

    /// <inheritdoc cref="ReadDerived"/>
    public static CardMultiplier? ReadMultiplier(BodyReader item)
    {
        var (meter, group) = (item.RequiredString("meter", Rules.Id), item.RequiredString("group", Rules.Id));
        var (factor, where) = (item.RequiredDecimal("factor"), ReadWhere(item));
        var classes = item.Strings("classes", Rules.Id, Meter.ComponentsMax);
        return item.HasFaults ? null : Try(item, () => new CardMultiplier(meter, group, factor, where, classes));
    }

    private static ImmutableArray<string> ReadValues(BodyReader term, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) return [term.Text("dimensions", value, Rules.Name)];
        if (value.GetArrayLength() is >= 1 and <= Meter.FilterValuesMax) return [.. value.EnumerateArray().Select(item => term.Text("dimensions", item, Rules.Name))];

        term.Fault("dimensions", ProblemCodes.NumberOutOfRange, $"A dimension has 1 to {Meter.FilterValuesMax} values.");
        return [DimensionMatch.Any];
    }

    private static T? Try<T>(BodyReader item, Func<T> build)
        where T : class
    {
        try
        {
            return build();
        }
        catch (ArgumentException rule)
        {
            item.Fault(rule);
            return null;
        }
    }
}
