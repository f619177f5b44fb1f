using System.Collections.Immutable;
using System.Globalization;

namespace Farebox.Metering.Aggregating.Forms;

/// <summary>Terms as texts by key: the one form that price files, plan files and stored meters have in common.</summary>
/// <remarks>What is left out is the default of the kind, and is not written.</remarks>
public static class AggregationForm
{
    /// <summary>The key of the aggregation itself, where it does not stand alone.</summary>
    public const string KindKey = "kind";

    private static readonly FormKey[] Table =
    [
        new("bucket", "hour, day, month, event, 15 minutes, 6 hours, or field(upload)",
            (terms, text) => BucketForm.TryRead(text, out var bucket) ? terms with { Bucket = bucket } : null,
            terms => terms.Bucket is { } bucket ? BucketForm.Write(bucket) : null),
        FormKey.Of("combine", CombineWords, terms => terms.Combine, (terms, word) => terms with { Combine = word }),
        FormKey.Of("empty_buckets", EmptyWords, terms => terms.Empty, (terms, word) => terms with { Empty = word }),
        new("time_zone", "a time zone of the IANA database, such as Europe/Berlin",
            (terms, text) => TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? terms with { Zone = zone } : null,
            terms => terms.Zone?.Id),
        FormKey.OfNumber("percentile", "a number from 0 to 100", terms => terms.Percentile, (terms, number) => terms with { Percentile = number }),
        FormKey.Of("percentile_rule", PercentileWords, terms => terms.PercentileRule, (terms, word) => terms with { PercentileRule = word }),
        FormKey.Of("within", WithinWords, terms => terms.Within ?? default, (terms, word) => terms with { Within = word }),
        FormKey.OfNumber("drop", "a share from 0 to below 1", terms => terms.DropShare, (terms, number) => terms with { DropShare = number }),
        FormKey.Of("drop_rounding", DropWords, terms => terms.DropRounding, (terms, word) => terms with { DropRounding = word }),
        new("carry_over", "true or false",
            (terms, text) => text is "true" or "false" ? terms with { CarryOver = text == "true" } : null,
            terms => terms.CarryOver ? "true" : "false"),
        FormKey.Of("below_zero", BelowZeroWords, terms => terms.BelowZero, (terms, word) => terms with { BelowZero = word }),
        FormKey.Of("unique", UniqueWords, terms => terms.Unique, (terms, word) => terms with { Unique = word }),
        FormKey.Of("weighted_by", WeightWords, terms => terms.WeightedBy, (terms, word) => terms with { WeightedBy = word }),
        new("key_field", "the dotted path of a field", (terms, text) => FieldPath.IsPath(text) ? terms with { KeyField = text } : null, terms => terms.KeyField),
        new("operation_field", "the dotted path of a field", (terms, text) => FieldPath.IsPath(text) ? terms with { OperationField = text } : null, terms => terms.OperationField),
        new("decimals", "a whole number from 0 to 12",
            (terms, text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var places) ? terms with { Rounding = terms.Rounding with { Places = places } } : null,
            terms => terms.Rounding.Places.ToString(CultureInfo.InvariantCulture)),
        FormKey.Of("rounding", RoundingWords, terms => terms.Rounding.Rule, (terms, word) => terms with { Rounding = terms.Rounding with { Rule = word } }),
    ];

    /// <summary>The words of every aggregation.</summary>
    public static ImmutableArray<string> KindWords { get; } = [.. AggregationRules.Names];

    public static ImmutableArray<string> CombineWords => ["readings", "each", "sum", "max", "min", "average", "change"];

    public static ImmutableArray<string> EmptyWords => ["skip", "zero"];

    public static ImmutableArray<string> PercentileWords => ["nearest_rank", "lower", "linear"];

    public static ImmutableArray<string> WithinWords => ["sum", "count", "max", "min", "average", "latest", "unique_count"];

    public static ImmutableArray<string> DropWords => ["down", "up", "nearest"];

    public static ImmutableArray<string> BelowZeroWords => ["zero", "keep"];

    public static ImmutableArray<string> UniqueWords => ["at_end", "ever", "days"];

    public static ImmutableArray<string> WeightWords => ["time", "day"];

    /// <summary>Halves to the even neighbour, halves away from zero, always towards zero, below, above.</summary>
    public static ImmutableArray<string> RoundingWords => ["half_even", "half", "towards_zero", "down", "up"];

    /// <summary>Every key but <see cref="KindKey"/>.</summary>
    public static ImmutableArray<string> Keys { get; } = [.. Table.Select(key => key.Name)];

    /// <summary>Reads terms; what cannot be read is said, key by key, in sentences.</summary>
    /// <returns>Null when a fault was added.</returns>
    public static AggregationTerms? Read(string kind, IEnumerable<KeyValuePair<string, string>> values, ICollection<KeyValuePair<string, string>> faults)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(faults);
        var before = faults.Count;
        var index = KindWords.IndexOf(kind);
        if (index < 0) faults.Add(new(KindKey, $"An aggregation is one of {string.Join(", ", KindWords)}."));

        AggregationTerms terms = new((Aggregation)Math.Max(index, 0));
        foreach (var (name, text) in values)
        {
            if (Array.Find(Table, key => key.Name == name) is not { } key) faults.Add(new(name, $"An aggregation has no '{name}'; it has {string.Join(", ", Keys)}."));
            else if (key.Set(terms, text) is { } set) terms = set;
            else faults.Add(new(name, $"{name} is {key.Expected}."));
        }

        if (faults.Count > before) return null;
        if (terms.Fault() is { } fault) faults.Add(new(KindKey, fault));
        return faults.Count > before ? null : terms;
    }

    public static string WriteKind(Aggregation kind) => AggregationRules.Name(kind);

    /// <summary>The keys that say more than the kind does, in a fixed order.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Write(AggregationTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        AggregationTerms plain = new(terms.Kind);
        return from key in Table
               let text = key.Get(terms)
               where text is not null && text != key.Get(plain)
               select KeyValuePair.Create(key.Name, text);
    }
}
