using Farebox.Rating;

namespace Farebox.Tests.Rating;

/// <summary>Which of several rows that fit is the price: more names, then more exact values, then the earlier dimension of the shape.</summary>
public sealed class SpecificityTests
{
    private static readonly PriceShape Shape = new("m", ["c"], ["x", "y", "z"]);
    private static readonly DimensionMatch[] Rising =
    [
        DimensionMatch.Everything,
        Some.Where(("z", ["1", "2"])),
        Some.Where(("y", ["1", "2"])),
        Some.Where(("x", ["1", "2"])),
        Some.Where(("z", ["1"])),
        Some.Where(("y", ["1"])),
        Some.Where(("x", ["1"])),
        Some.Where(("y", ["1", "2"]), ("z", ["1", "2"])),
        Some.Where(("x", ["1", "2"]), ("z", ["1", "2"])),
        Some.Where(("x", ["1", "2"]), ("y", ["1", "2"])),
        Some.Where(("y", ["1", "2"]), ("z", ["1"])),
        Some.Where(("x", ["1", "2"]), ("z", ["1"])),
        Some.Where(("y", ["1"]), ("z", ["1", "2"])),
        Some.Where(("x", ["1"]), ("y", ["1", "2"])),
        Some.Where(("y", ["1"]), ("z", ["1"])),
        Some.Where(("x", ["1"]), ("z", ["1"])),
        Some.Where(("x", ["1"]), ("y", ["1"])),
        Some.Where(("x", ["1", "2"]), ("y", ["1", "2"]), ("z", ["1", "2"])),
        Some.Where(("x", ["1"]), ("y", ["1"]), ("z", ["1"])),
    ];

    [Fact]
    public void Of_any_two_that_fit_the_more_specific_is_the_price_in_either_order()
    {
        for (var more = 1; more < Rising.Length; more++)
        {
            for (var less = 0; less < more; less++)
            {
                Assert.Equal((less, more, more), (less, more, Price(Row(less), Row(more))));
                Assert.Equal((less, more, more), (less, more, Price(Row(more), Row(less))));
            }
        }
    }

    [Fact]
    public void What_does_not_fit_is_no_price_however_specific() =>
        Assert.Equal(0m, Price(Row(0), new("m", "c", Some.Where(("x", ["1"]), ("y", ["1"]), ("z", ["2"])), new PerUnitCharge(99m))));

    [Fact]
    public void A_row_for_a_dimension_that_the_shape_does_not_have_never_fits() =>
        Assert.Equal(0m, Price(Row(0), new("m", "c", Some.Where(("w", ["1"])), new PerUnitCharge(99m))));

    [Fact]
    public void The_key_of_a_row_keeps_apart_what_reads_alike()
    {
        Assert.Equal("a%25=x%3Dy%7Cz%26w&b=1|2", new CardRow("m", "c", Some.Where(("b", ["2", "1"]), ("a%", ["x=y|z&w"])), new PerUnitCharge(1m)).Key);
        Assert.Equal("", new CardRow("m", "c", Some.Where(("b", ["*"])), new PerUnitCharge(1m)).Key);
    }

    [Fact]
    public void A_factor_does_not_make_a_price_where_there_was_none()
    {
        var charge = Some.Card([new("m", "c", DimensionMatch.Everything, new GraduatedCharge(Some.Table((5m, 1m))))], multipliers: [new("m", "batch", 0.5m, DimensionMatch.Everything)])
            .Find(Shape, ["1", "1", "1"])!.Charges[0]!;

        Assert.Equal("The last tier ends at 5.", charge.Refuses(6m, Some.Now));
        Assert.Equal(2.5m, charge.Price(5m, Some.Now, null));
    }

    [Fact]
    public void Classes_without_a_price_are_told_from_those_that_have_one()
    {
        var prices = Some.Card([new("m", "a", DimensionMatch.Everything, new PerUnitCharge(1m)), new("m", "b", DimensionMatch.Everything, new GraduatedCharge(Some.Ladder))]);

        Assert.False(prices.Find(new("m", ["a", "b"], []), [])!.IsPerUnit);
        Assert.True(prices.Find(new("m", ["a", "x"], []), [])!.IsPerUnit);
        Assert.Equal("False True False", string.Join(' ', prices.Find(new("m", ["a", "b", "x"], []), [])!.IsCounted));
    }

    [Fact]
    public void A_derived_class_says_what_it_is_derived_from()
    {
        var charge = Some.Card([new("m", "c", DimensionMatch.Everything, new PerUnitCharge(2m))], [new("m", "d", "c", 0.5m, DimensionMatch.Everything)]).Find(new("m", ["d"], []), [])!.Charges[0]!;
        var working = new Working();

        Assert.Equal(3m, charge.Price(3m, Some.Now, working));
        Assert.Equal("per unit × 0.5 from c", Assert.Single(working.Steps).Reason);
    }

    private static CardRow Row(int rank) => new("m", "c", Rising[rank], new PerUnitCharge(rank));

    private static decimal Price(params CardRow[] rows) => Some.Card([.. rows]).Find(Shape, ["1", "1", "1"])!.Charges[0]!.Price(1m, Some.Now, null);
}
