using System.Text;
using Farebox.Ledger;
using Farebox.Rating;
using Farebox.Tests.Ledger;

namespace Farebox.Tests.Charging;

/// <summary>What an auditor reads beside an amount, to the letter: it is stored, and read for years.</summary>
public sealed class EvidenceTests
{
    private static readonly PerUnitCharge Unit = new(0.50m);

    [Fact]
    public void A_price_per_unit_and_its_cost()
    {
        var catalog = Tariff.Of([Tariff.Version(1, Till.Noon.AddYears(-1), Tariff.Row(Unit))], new CardVersion(1, Till.Noon.AddYears(-1), Till.Dollar, [Tariff.Row(new PerUnitCharge(0.001m))]));

        Assert.Equal("""{"cards":["default/1","default/1"],"dims":{"model":"large"},"lines":[["tokens",4,0.5,0.001]]}""", Evidence(Tariff.Selling(catalog).Use(4, model: "large")));
    }

    [Fact]
    public void Without_a_cost_there_is_none() =>
        Assert.Equal("""{"cards":["default/1",null],"dims":{"model":""},"lines":[["tokens",4,0.5,null]]}""", Evidence(Tariff.Selling(Tariff.Of(Tariff.Row(Unit))).Use(4)));

    [Fact]
    public void What_is_priced_from_a_running_count_says_what_stood_before()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers), Tariff.Row(Tariff.Tiers, model: "large")));

        Assert.Equal("""{"cards":["default/1",null],"dims":{"model":""},"lines":[["tokens",8,{"price":8,"period":"2026-07","before":0,"events":0},null]]}""", Evidence(till.Use(8)));
        Assert.Equal("""{"cards":["default/1",null],"dims":{"model":""},"lines":[["tokens",4,{"price":3,"period":"2026-07","before":8,"events":1},null]]}""", Evidence(till.Use(4)));
        Assert.Equal("""{"cards":["default/1",null],"dims":{"model":"large"},"lines":[["tokens",2,{"price":2,"row":"model=large","period":"2026-07","before":0,"events":0},null]]}""", Evidence(till.Use(2, model: "large")));
    }

    [Fact]
    public void A_count_of_rounded_events_says_what_it_moved_by()
    {
        var starts = new AdjustedCharge(Tariff.Tiers) { Billed = new() { Minimum = 5m, Scope = BilledScope.Event } };
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(starts)));

        Assert.Equal("""{"cards":["default/1",null],"dims":{"model":""},"lines":[["tokens",2,{"price":5,"period":"2026-07","before":0,"events":0,"counted":5},null]]}""", Evidence(till.Use(2)));
    }

    [Fact]
    public void A_cumulative_debit_says_what_was_left_before_and_after()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(new PerUnitCharge(0.4m), rounding: DebitRounding.Cumulative)));

        Assert.EndsWith(""","rest":["2026-07",0,0.4]}""", Evidence(till.Use(1)), StringComparison.Ordinal);
        Assert.EndsWith(""","rest":["2026-07",0.4,-0.2]}""", Evidence(till.Use(1)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_events_came_to_before_stands_where_it_counts()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(new AdjustedCharge(new PercentageCharge(0.1m, 3m) { EventMaximum = 20m }) { Maximum = 40m })));

        Assert.EndsWith("""[["tokens",50,{"price":8,"period":"2026-07","before":0,"events":0,"gross":[0,8]},null]]}""", Evidence(till.Use(50)), StringComparison.Ordinal);
        Assert.EndsWith("""[["tokens",1000,{"price":20,"period":"2026-07","before":50,"events":1,"gross":[8,28]},null]]}""", Evidence(till.Use(1000)), StringComparison.Ordinal);
    }

    private static string Evidence(Entry entry) => Encoding.UTF8.GetString(Assert.Single(entry.Usage().Charges).Evidence.Span);
}
