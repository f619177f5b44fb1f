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

    private static void Hold(Gen<TierTable> tables, Func<TierTable, int, bool> rule) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Arb.From(tables), Arb.From(Gen.Choose(0, 80)), rule));
}
