namespace Farebox.Metering.Aggregating;

/// <summary>Which terms go together, in the sentences they are refused with.</summary>
internal static class AggregationRules
{
    /// <summary>Names as files and the API write them, by the number of the enum.</summary>
    public static readonly string[] Names =
        ["sum", "count", "max", "min", "average", "latest", "unique_count", "weighted_sum", "percentile", "high_water_mark"];

    public static string Name(Aggregation kind) => Names[(int)kind];

    /// <summary>The same with its article, as a sentence begins.</summary>
    public static string A(Aggregation kind) => kind switch
    {
        Aggregation.Average => "An average",
        Aggregation.Latest => "A latest reading",
        _ => $"A {Name(kind)}",
    };

    public static string? Arrears(AggregationTerms terms)
    {
        if (terms.Kind is not (Aggregation.Sum or Aggregation.Count)) return $"{A(terms.Kind)} is known at the end of the period, so it is billed then.";
        if (terms.CarryOver) return "A level that is carried over is known at the end of the period, so it is billed then.";
        return terms.Bucket is null ? null : "What is bucketed is known when its buckets are over, so it is billed at the end of the period.";
    }

    public static string? Fault(AggregationTerms terms) =>
        FaultOfWords(terms) ?? FaultOfKind(terms) ?? FaultOfBucket(terms) ?? FaultOfNumbers(terms);

    /// <summary>What a meter needs beyond that: where its keys are read.</summary>
    public static string? FaultOfMeter(AggregationTerms terms) =>
        terms.CountsKeys && terms.KeyField is null ? "What counts different keys says where they are read: key_field." : null;

    private static string? FaultOfWords(AggregationTerms terms)
    {
        if (!Enum.IsDefined(terms.Kind)) return $"An aggregation is one of {string.Join(", ", Names)}.";
        if (!Enum.IsDefined(terms.Combine) || !Enum.IsDefined(terms.Empty)) return "There is no such way to combine buckets.";
        if (!Enum.IsDefined(terms.PercentileRule) || !Enum.IsDefined(terms.DropRounding)) return "There is no such rule of a percentile or a share.";
        if (!Enum.IsDefined(terms.BelowZero) || !Enum.IsDefined(terms.Unique) || !Enum.IsDefined(terms.WeightedBy)) return "There is no such rule of an aggregation.";
        return Enum.IsDefined(terms.Rounding.Rule) ? null : "There is no such rule of rounding.";
    }

    private static string? FaultOfKind(AggregationTerms terms)
    {
        if ((terms.Percentile is not null) != (terms.Kind == Aggregation.Percentile))
            return terms.Percentile is null ? "A percentile says which: percentile is 0 to 100." : $"percentile belongs to a percentile, not to {Name(terms.Kind)}.";
        if (terms.Kind != Aggregation.Percentile && terms.PercentileRule != default) return $"percentile_rule belongs to a percentile, not to {Name(terms.Kind)}.";
        if (terms.Kind != Aggregation.HighWaterMark && (terms.Within is not null || terms.DropShare is not null || terms.DropRounding != default))
            return $"within, drop and drop_rounding belong to a high_water_mark, not to {Name(terms.Kind)}.";
        if (terms.Kind != Aggregation.Latest && terms.BelowZero != default) return $"below_zero belongs to latest, not to {Name(terms.Kind)}.";
        if (terms.Kind != Aggregation.UniqueCount && terms.Unique != default) return $"unique belongs to a unique_count, not to {Name(terms.Kind)}.";
        if (terms.Kind != Aggregation.WeightedSum && terms.WeightedBy != default) return $"weighted_by belongs to a weighted_sum, not to {Name(terms.Kind)}.";
        if (!terms.CountsKeys && (terms.KeyField is not null || terms.OperationField is not null))
            return $"key_field and operation_field belong to a unique_count, not to {Name(terms.Kind)}.";
        return terms.CarryOver && terms.Kind is not (Aggregation.Sum or Aggregation.Latest or Aggregation.UniqueCount or Aggregation.WeightedSum)
            ? $"Nothing carries over from one {Name(terms.Kind)} to the next; sum, latest, unique_count and weighted_sum carry over."
            : null;
    }

    private static string? FaultOfBucket(AggregationTerms terms)
    {
        if (terms.Kind == Aggregation.HighWaterMark) return FaultOfMark(terms);
        if (terms.Bucket is null && (terms.Combine != default || terms.Empty != default)) return "combine and empty_buckets need a bucket.";
        if (terms.Bucket is { IsTime: false } && terms.Empty != default) return "Only buckets of time can be empty.";
        if (terms.Bucket is { IsTime: false } && (terms.CarryOver || terms.Kind == Aggregation.WeightedSum))
            return "A level carries over between buckets of time, not between events or values of a field.";
        return terms.Bucket is { IsTime: false } && terms.Combine == BucketCombine.Change ? "Only buckets of time follow each other, so that there is a change between them." : null;
    }

    private static string? FaultOfMark(AggregationTerms terms)
    {
        if (terms.Bucket is not { IsTime: true }) return "A high_water_mark is measured in buckets of time.";
        if (terms.Combine != default) return "A high_water_mark combines its buckets in its own way.";
        if (terms.DropShare is null) return "A high_water_mark says which share of its buckets it drops; 0 is none.";
        return terms.Within is Aggregation.Max or Aggregation.Sum or Aggregation.Count or Aggregation.Average or Aggregation.Latest or Aggregation.UniqueCount
            ? null
            : "Within an hour, a high_water_mark is max, sum, count, average, latest or unique_count.";
    }

    private static string? FaultOfNumbers(AggregationTerms terms)
    {
        if (terms.Percentile is < 0m or > 100m || (terms.Percentile is { } percent && decimal.Round(percent, 6, MidpointRounding.ToZero) != percent))
            return "A percentile is 0 to 100 with at most 6 decimal places.";
        if (terms.DropShare is < 0m or >= 1m || (terms.DropShare is { } share && decimal.Round(share, 6, MidpointRounding.ToZero) != share))
            return "A share to drop is 0 to below 1 with at most 6 decimal places.";
        return terms.Rounding.Places is < 0 or > QuantityRounding.PlacesMax ? $"A quantity has 0 to {QuantityRounding.PlacesMax} decimal places." : null;
    }
}
