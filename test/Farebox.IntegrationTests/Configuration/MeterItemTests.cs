using Farebox.Charging;
using Farebox.Metering;
using Farebox.Metering.Aggregating;
using Farebox.Postgres.Configuration;

namespace Farebox.IntegrationTests.Configuration;

/// <summary>What is stored of a meter is the meter.</summary>
public sealed class MeterItemTests
{
    [Fact]
    public void An_aggregation_with_terms_is_stored_with_them_and_read_back()
    {
        AggregationTerms terms = new(Aggregation.HighWaterMark) { Within = Aggregation.UniqueCount, KeyField = "host", DropRounding = DropRounding.Up };
        MeterItem item = new(new("hosts", "host.seen", terms, []));

        Assert.Contains(
            """:{"kind":"high_water_mark","within":"unique_count","drop_rounding":"up","key_field":"host"},"dimensions":[]""", item.Body, StringComparison.Ordinal);
        Assert.True(ConfigItem.Read("meter", item.Body).IsSameAs(item, Catalog.Empty));
        Assert.False(ConfigItem.Read("meter", item.Body).IsSameAs(new MeterItem(new("hosts", "host.seen", terms with { DropRounding = DropRounding.Down }, [])), Catalog.Empty));
    }

    [Theory]
    [InlineData(Aggregation.Sum, "sum")]
    [InlineData(Aggregation.Max, "max")]
    public void A_word_is_stored_where_it_says_it_all(Aggregation kind, string word)
    {
        MeterItem item = new(new("m", "t", kind, [new("n", "n")]));

        Assert.Contains($"\"aggregation\":\"{word}\",\"components\":[", item.Body, StringComparison.Ordinal);
        Assert.True(ConfigItem.Read("meter", item.Body).IsSameAs(item, Catalog.Empty));
    }

    [Fact]
    public void A_meter_that_is_no_sum_is_not_made_live_by_anybody()
    {
        Assert.Null(new MeterItem(new("m", "t", Aggregation.Sum, [new("n", "n")])).Check(Catalog.Empty));
        Assert.Equal("invalid_rule", new MeterItem(new("m", "t", Aggregation.Max, [new("n", "n")], isPriced: false)).Check(Catalog.Empty)?.Code);
    }

    [Fact]
    public void An_aggregation_that_nobody_knows_is_not_taken_for_a_sum()
    {
        var body = new MeterItem(new("m", "t", Aggregation.Max, [new("n", "n")])).Body.Replace("\"max\"", "\"most\"", StringComparison.Ordinal);

        Assert.Throws<InvalidOperationException>(() => ConfigItem.Read("meter", body));
    }
}
