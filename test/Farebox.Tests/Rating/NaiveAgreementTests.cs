using Farebox.Rating;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Rating;

public sealed class NaiveAgreementTests
{
    private static Gen<TierTable> InBlocks =>
        from table in Some.Tables
        from sizes in Gen.ArrayOf(Gen.Choose(0, 9), table.Tiers.Length)
        select new TierTable([.. table.Tiers.Select((tier, i) => sizes[i] == 0 ? tier : tier with { Size = sizes[i] })], table.Bounds, table.FlatAtZero);

    [Fact]
    public void Graduated_tiers_come_to_what_counting_unit_by_unit_comes_to() => Hold(InBlocks, (table, quantity) =>
        new GraduatedCharge(table).Price(quantity, Some.Now, null) == NaiveTiers.Graduated(table, quantity));

    [Fact]
    public void Volume_tiers_come_to_what_counting_unit_by_unit_comes_to() => Hold(InBlocks, (table, quantity) =>
        new VolumeCharge(table).Price(quantity, Some.Now, null) == NaiveTiers.Volume(table, quantity));

    [Fact]
    public void One_is_not_the_other() => Assert.Contains("Falsifiable", Assert.ThrowsAny<Exception>(() => Hold(InBlocks, (table, quantity) =>
        new GraduatedCharge(table).Price(quantity, Some.Now, null) == NaiveTiers.Volume(table, quantity))).Message, StringComparison.Ordinal);

    [Fact]
    public void Packages_are_counted_one_by_one() => Check.QuickThrowOnFailure(Prop.ForAll(
        Arb.From(Gen.Choose(0, 200)), Arb.From(Gen.Choose(1, 30)), (quantity, size) =>
        {
            var packages = 0;
            for (var covered = 0; covered < quantity; covered += size) packages++;
            return new PackageCharge(2m, size).Price(quantity, Some.Now, null) == packages * 2m;
        }));

    /// <summary>In whole hundredths of cents, so that no decimal is involved.</summary>
    [Fact]
    public void The_stages_of_an_adjusted_charge_come_to_what_whole_numbers_say() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(
        Arb.From(Gen.Choose(0, 500)), Arb.From(Gen.ArrayOf(Gen.Choose(1, 60), 6)), (quantity, terms) =>
        {
            var (divisor, free, cents, off, percent, least) = (terms[0], terms[1] / 10, terms[2], terms[3] * 5, terms[4], terms[5] * 20);
            var billed = Math.Max(0, ((quantity + divisor - 1) / divisor) - free);
            var gross = Math.Max(0, (billed * cents) - off) * 100;
            var naive = Math.Min(Math.Max(gross - (gross / 100 * percent), least * 100), least * 200);

            var charge = new AdjustedCharge(new PerUnitCharge(cents / 100m), free)
            {
                Billed = new() { DivideBy = divisor, Round = Farebox.Money.RoundingRule.Up },
                DiscountAmount = off / 100m, DiscountPercent = percent, Minimum = least / 100m, Maximum = least / 50m,
            };
            return charge.Price(quantity, Some.Now, null) == naive / 10_000m;
        }));

    private static void Hold(Gen<TierTable> tables, Func<TierTable, int, bool> rule) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Arb.From(tables), Arb.From(Gen.Choose(0, 80)), rule));
}
