using System.Globalization;
using Farebox.Files.Yaml;
using Farebox.Metering;
using Farebox.Metering.Aggregating;

namespace Farebox.Files.Aggregations;

/// <summary>Reads an aggregation whose shape has been checked.</summary>
internal static class AggregationReader
{
    /// <returns>Nothing where its terms do not go together; why is found.</returns>
    public static AggregationTerms? Read(YamlMap map, Findings found)
    {
        AggregationTerms start = new((Aggregation)Array.IndexOf(AggregationShapes.Kinds, map.Required("kind")));
        var terms = start with
        {
            Bucket = map.Find("bucket") is { } bucket ? ReadBucket(bucket) : start.Bucket,
            Combine = Word(map, "combine", start.Combine),
            Empty = Word(map, "empty_buckets", start.Empty),
            Percentile = Number(map, "percentile") ?? start.Percentile,
            PercentileRule = Word(map, "percentile_rule", start.PercentileRule),
            Within = map.Text("within") is { } within ? (Aggregation)Array.IndexOf(AggregationShapes.Kinds, within) : start.Within,
            DropShare = Number(map, "drop") ?? start.DropShare,
            DropRounding = Word(map, "drop_rounding", start.DropRounding),
            BelowZero = Word(map, "below_zero", start.BelowZero),
            Unique = Word(map, "unique", start.Unique),
            WeightedBy = Word(map, "weighted_by", start.WeightedBy),
            CarryOver = map.Truth("carry_over", otherwise: false),
            Rounding = new(Number(map, "decimals") is { } places ? (int)places : start.Rounding.Places, RoundingWords.Midpoint(map.Text("round"))),
        };
        if (terms.Fault() is not { } fault) return terms;

        found.Error(map.Place, fault);
        return null;
    }

    private static Bucket ReadBucket(YamlNode node) => node switch
    {
        YamlScalar { Text: "hour" } => Bucket.Hour,
        YamlScalar { Text: "day" } => Bucket.Day,
        YamlScalar { Text: "month" } => Bucket.Month,
        YamlMap map when map.Text("minutes") is { } minutes => Bucket.Minutes(int.Parse(minutes, CultureInfo.InvariantCulture)),
        YamlMap map when map.Text("hours") is { } hours => Bucket.Hours(int.Parse(hours, CultureInfo.InvariantCulture)),
        YamlMap map when map.Text("field") is { } field => Bucket.By(field),
        _ => Bucket.Event,
    };

    // The words are the members' names with _ between their parts.
    private static T Word<T>(YamlMap map, string key, T otherwise)
        where T : struct, Enum => map.Text(key) is { } text ? Enum.Parse<T>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true) : otherwise;

    private static decimal? Number(YamlMap map, string key) => (map.Find(key) as YamlScalar)?.Number();
}
