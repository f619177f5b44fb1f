using System.Collections.Immutable;
using Farebox.Charging;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Tests.Charging;

public sealed class CatalogTests
{
    private static readonly DateTimeOffset July = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Asset Credit = new("credit", 6, AssetKind.Unit);

    [Fact]
    public void A_change_makes_another_snapshot_and_leaves_the_first_as_it_was()
    {
        var first = Catalog.Empty.WithAsset(Credit, 1).WithMeter(Count("b"), 2);
        var second = first.WithMeter(Count("a"), 3).WithCardVersion(CardKind.Rate, "default", Version(1), 4);

        Assert.Equal(["b"], first.MetersFor("llm.usage").ToArray().Select(meter => meter.Id));
        Assert.Equal(["a", "b"], second.MetersFor("llm.usage").ToArray().Select(meter => meter.Id));
        Assert.Same(Credit, second.FindAsset("credit"));
        Assert.Null(first.FindCard(CardKind.Rate, "default"));
        Assert.Null(second.FindCard(CardKind.Cost, "default"));
        Assert.Equal((2, 4), (first.ConfigSeq, second.ConfigSeq));
    }

    [Fact]
    public void Everything_is_listed_by_name_and_cards_by_kind_first()
    {
        var catalog = Catalog.Empty.WithAsset(new("b", 0, AssetKind.Unit), 1).WithAsset(new("a", 0, AssetKind.Unit), 2).WithMeter(Count("n"), 3).WithMeter(Count("m"), 4)
            .WithCardVersion(CardKind.Cost, "a", Version(1), 5).WithCardVersion(CardKind.Rate, "c", Version(1), 6).WithCardVersion(CardKind.Rate, "b", Version(1), 7);

        Assert.Equal("a b", string.Join(' ', catalog.Assets.Select(asset => asset.Code)));
        Assert.Equal("m n", string.Join(' ', catalog.Meters.Select(meter => meter.Id)));
        Assert.Equal("Rate b, Rate c, Cost a", string.Join(", ", catalog.Cards.Select(card => $"{card.Kind} {card.Id}")));
    }

    [Fact]
    public void What_is_missing_is_named_and_a_number_that_was_used_is_told()
    {
        Assert.Equal("meter", Assert.Throws<ArgumentNullException>(() => Catalog.Empty.WithMeter(null!, 1)).ParamName);
        Assert.Equal("meter", Assert.Throws<ArgumentNullException>(() => Catalog.Empty.ShapeOf(null!)).ParamName);
        Assert.Equal("asset", Assert.Throws<ArgumentNullException>(() => Catalog.Empty.WithAsset(null!, 1)).ParamName);
        Assert.Equal("version", Assert.Throws<ArgumentNullException>(() => Catalog.Empty.WithCardVersion(CardKind.Rate, "a", null!, 1)).ParamName);
        Assert.Contains("The snapshot is at 5 already.", Assert.Throws<ArgumentOutOfRangeException>(() => Catalog.Empty.WithAsset(Credit, 5).WithMeter(Count("a"), 5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_version_joins_its_card()
    {
        var catalog = Catalog.Empty.WithCardVersion(CardKind.Cost, "default", Version(1), 1).WithCardVersion(CardKind.Cost, "default", Version(2), 2);

        Assert.Equal(2, catalog.FindCard(CardKind.Cost, "default")!.Versions.Length);
        Assert.Single(catalog.Cards);
    }

    [Fact]
    public void What_is_there_is_not_replaced_and_time_does_not_go_back()
    {
        var catalog = Catalog.Empty.WithAsset(Credit, 5).WithMeter(Count("a"), 6);

        Assert.Throws<ArgumentException>(() => catalog.WithAsset(Credit, 7));
        Assert.Throws<ArgumentException>(() => catalog.WithMeter(Count("a"), 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => catalog.WithMeter(Count("b"), 6));
    }

    [Fact]
    public void An_event_type_nobody_meters_has_no_meters() => Assert.True(Catalog.Empty.MetersFor("x").IsEmpty);

    [Fact]
    public void A_meter_keeps_one_shape_through_later_snapshots()
    {
        var meter = new Meter("llm", "llm.usage", Aggregation.Sum, [new("input", "i"), new("output", "o")], ["model"]);
        var catalog = Catalog.Empty.WithMeter(meter, 1);
        var shape = catalog.ShapeOf(meter);

        Assert.Equal(("llm", "input output", "model"), (shape.Meter, string.Join(' ', shape.Classes), string.Join(' ', shape.Dimensions)));
        Assert.Same(shape, catalog.WithAsset(Credit, 2).WithMeter(Count("a"), 3).ShapeOf(meter));
        Assert.Throws<KeyNotFoundException>(() => catalog.ShapeOf(Count("b")));
    }

    private static Meter Count(string id) => new(id, "llm.usage", Aggregation.Count, []);

    private static CardVersion Version(int number) =>
        new(number, July.AddDays(number), Credit, [new("a", "count", ImmutableSortedDictionary<string, string>.Empty, new PerUnitCharge(1))]);
}
