using System.Text;
using Farebox.Files;
using Farebox.Files.Yaml;
using Farebox.Metering;
using Farebox.Metering.Aggregating;

namespace Farebox.Tests.Files;

/// <summary>A meter of a plan file, where every aggregation may stand with its terms.</summary>
public sealed class PlanMeterTests
{
    [Fact]
    public void Every_term_of_an_aggregation_has_a_key()
    {
        var mark = Read("{kind: high_water_mark, bucket: 5 minutes, within: unique_count, key_field: host, drop: 0.05, drop_rounding: up, empty_buckets: skip, time_zone: Europe/Berlin}", counts: true);
        var unique = Read("{kind: unique_count, key_field: user, operation_field: op, carry_over: true, unique: days, decimals: 5, rounding: up}", counts: true);

        Assert.Equal(
            new(Aggregation.HighWaterMark)
            {
                Bucket = Bucket.Minutes(5), Within = Aggregation.UniqueCount, KeyField = "host", DropShare = 0.05m, DropRounding = DropRounding.Up,
                Empty = EmptyBuckets.Skip, Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
            },
            mark.Terms);
        Assert.Equal(
            new(Aggregation.UniqueCount)
            {
                KeyField = "user", OperationField = "op", CarryOver = true, Unique = UniqueCounting.Days, Rounding = new(5, MidpointRounding.ToPositiveInfinity),
            },
            unique.Terms);
        Assert.Equal(
            new(Aggregation.Latest) { Bucket = Bucket.By("upload.id"), Combine = BucketCombine.Each, BelowZero = BelowZero.Keep },
            Read("{kind: latest, bucket: field(upload.id), combine: each, below_zero: keep}").Terms);
        Assert.Equal(new(Aggregation.Percentile) { Percentile = 99.9m, PercentileRule = PercentileRule.Linear }, Read("{kind: percentile, percentile: 99.9, percentile_rule: linear}").Terms);
        Assert.Equal(new(Aggregation.WeightedSum) { WeightedBy = WeightedBy.Day }, Read("{kind: weighted_sum, weighted_by: day}").Terms);
    }

    [Fact]
    public void A_word_alone_is_the_aggregation_with_its_defaults()
    {
        Assert.Equal(new(Aggregation.Max), Read("max").Terms);
        Assert.Equal(new(Aggregation.HighWaterMark), Read("high_water_mark").Terms);
        Assert.Equal(AggregationTerms.Sum, Read("sum").Terms);
    }

    [Theory]
    [InlineData("percentile", "4:18", "A percentile says which")]
    [InlineData("{kind: percentile, percentile: 101}", "4:25", "A percentile is 0 to 100")]
    [InlineData("{kind: max, drop: 0.05}", "4:25", "drop_rounding belong to a high_water_mark")]
    [InlineData("{kind: max, time_zone: Europe/Atlantis}", "4:41", "Expected: a time zone")]
    [InlineData("{kind: max, bucket: 1500 minutes}", "4:38", "Expected: hour, day, month")]
    [InlineData("{kind: max, bucket: day, combine: both}", "4:52", "Expected: readings, each")]
    [InlineData("{bucket: day}", "4:18", "the key kind is missing here")]
    [InlineData("{kind: max, buckets: day}", "4:30", "Did you mean bucket?")]
    [InlineData("unique_count", "2:3", "says where they are read: key_field")]
    [InlineData("{kind: unique_count, key_field: b}", "2:3", "A count has no components of its own")]
    public void What_cannot_be_is_named_with_its_place(string aggregation, string at, string says)
    {
        var (meter, findings) = Parse(aggregation, counts: false);

        Assert.Null(meter);
        Assert.Contains(findings, finding => finding.StartsWith($"a.yaml:{at}: error: ", StringComparison.Ordinal) && finding.Contains(says, StringComparison.Ordinal));
    }

    private static Meter Read(string aggregation, bool counts = false)
    {
        var (meter, findings) = Parse(aggregation, counts);
        Assert.Empty(findings);
        return meter!;
    }

    private static (Meter? Meter, string[] Findings) Parse(string aggregation, bool counts)
    {
        var components = counts ? "" : "components: {a: b}";
        var found = new Findings();
        var text = YamlSource.Read("a.yaml", Encoding.UTF8.GetBytes($"meters:\n  m:\n    event_type: t\n    aggregation: {aggregation}\n    {components}\n"), found)!;
        var (id, node) = ((YamlMap)YamlComposer.Read("a.yaml", text, found)!).Entries("meters").Single();
        var meter = AggregationShapes.PlanMeter.Check(node, found) ? MeterReader.Read(id, (YamlMap)node, found) : null;
        return (meter, [.. found.InOrder.Select(finding => finding.ToString())]);
    }
}
