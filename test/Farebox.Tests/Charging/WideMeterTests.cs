using System.Collections.Immutable;
using System.Globalization;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using Farebox.Tests.Metering;

namespace Farebox.Tests.Charging;

/// <summary>A meter with as many components as one may have: each is priced, and those that an event leaves out are not.</summary>
public sealed class WideMeterTests
{
    private static readonly string[] Classes = [.. Enumerable.Range(0, Meter.ComponentsMax).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i:00}"))];
    private static readonly TierTable Tiers = new([new(10m, 1m), new(null, 2m)]);

    [Theory]
    [InlineData("default")]
    [InlineData("points default")]
    public void All_components_are_charged_and_counted(string cards)
    {
        var till = Selling(cards.Split(' '));

        Assert.Equal(Meter.ComponentsMax, Debit(till, Classes));
        Assert.Equal(2, Debit(till, Classes[3], Classes[15]));
        Assert.Equal(Meter.ComponentsMax, till.Entries[^2].Usage().Charges.Sum(charge => charge.Counters.Length));
        Assert.Equal(2, Assert.Single(till.Entries[^1].Usage().Charges).Counters.Length);
    }

    [Fact]
    public void What_one_asset_cannot_pay_another_does_component_by_component()
    {
        var till = Selling("points", "default");
        till.Grant("p", 5, terms => terms with { Asset = Till.Dollar });

        var charges = Use(till, Classes).Usage().Charges;

        Assert.Equal(["USD 5", "credit 11"], charges.Select(charge => $"{charge.Asset!.Code} {charge.Units}"));
        // Half a unit of the sixth still rounds down to nothing.
        Assert.Equal([6, 11], charges.Select(charge => charge.Counters.Length));
    }

    private static Till Selling(params string[] cards)
    {
        var meter = new Meter("wide", "wide", Aggregation.Sum, [.. Classes.Select(name => new MeterComponent(name, name, optional: true))]);
        var catalog = Catalog.Empty.WithAsset(Till.Credit, 1).WithAsset(Till.Dollar, 2).WithMeter(meter, 3)
            .WithCardVersion(CardKind.Rate, "default", new(1, Till.Noon.AddYears(-1), Till.Credit, Rows(new GraduatedCharge(Tiers))), 4)
            .WithCardVersion(CardKind.Rate, "points", new(1, Till.Noon.AddYears(-1), Till.Dollar, Rows(new GraduatedCharge(new([new(null, 0.000000001m)])))), 5);
        var till = new Till(catalog, cards);
        till.Grant("g", 1000);
        return till;
    }

    private static ImmutableArray<CardRow> Rows(ChargeModel charge) => [.. Classes.Select(name => new CardRow("wide", name, DimensionMatch.Everything, charge))];

    private static long Debit(Till till, params string[] classes) => Use(till, classes).Usage().Charges.Sum(charge => charge.Units);

    private static Entry Use(Till till, params string[] classes)
    {
        var data = string.Join(',', classes.Select(name => $"\"{name}\":1"));
        return till.Do(new RecordUsage(Till.Tenant, "acme", Events.Good($$$"""
            {"specversion":"1.0","id":"w-{{{till.Entries.Count}}}","source":"gateway","type":"wide","subject":"acme","time":"2026-07-01T12:00:00Z","data":{{{{data}}}}}
            """.Trim())));
    }
}
