using Farebox.Rating;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Rating;

public sealed class LateUseTests
{
    private static readonly DateTimeOffset January = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ChargeModel[] Charges =
    [
        new PerUnitCharge(3m), new PackageCharge(15m, 10m),
        new VolumeCharge(new([new(5, 0m) { Flat = 100m }, new(10, 0m) { Flat = 150m }, new(null, 5m)])),
        new GraduatedCharge(new([new(5, 2m) { Flat = 1m }, new(null, 1m)])),
        new AdjustedCharge(new PerUnitCharge(10m), free: 5m) { DiscountPercent = 50m, Maximum = 25m },
    ];

    [Fact]
    public void The_lines_sum_to_the_difference_of_the_two_prices() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte>(), ArbMap.Default.ArbFor<byte>(), (billed, now) => Charges.All(charge =>
            LateUse.Lines(charge, billed, now, January).Sum(line => line.Total) == charge.Price(now, new(January), null) - charge.Price(billed, new(January), null))));

    [Fact]
    public void The_parts_sum_to_the_price_of_the_whole() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte>(), ArbMap.Default.ArbFor<byte>(), ArbMap.Default.ArbFor<byte>(), (first, second, third) => Charges.All(charge =>
            LateUse.Parts(charge, [first, first + second, first + second + third], January).Sum() == charge.Price(first + second + third, new(January), null))));

    [Fact]
    public void A_tier_that_is_left_is_taken_back_whole_after_the_new_one() => Assert.Equal(
        ["tier 2 flat fee 1 150", "tier 1 flat fee -1 -100"],
        LateUse.Lines(Charges[2], 5, 7, January).Select(line => $"{line.Reason} {line.Quantity:0} {line.Total:0}"));

    [Fact]
    public void A_tier_that_is_kept_has_the_change_alone() => Assert.Equal(
        ["tier 3, all units 2 10"], LateUse.Lines(Charges[2], 12, 14, January).Select(line => $"{line.Reason} {line.Quantity:0} {line.Total:0}"));

    [Fact]
    public void Nothing_changes_where_nothing_came_late() => Assert.All(Charges, charge => Assert.Empty(LateUse.Lines(charge, 7, 7, January)));
}
