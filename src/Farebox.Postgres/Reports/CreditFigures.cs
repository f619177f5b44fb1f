using Farebox.Charging;
using Farebox.Money;
using Farebox.Postgres.Journal;

namespace Farebox.Postgres.Reports;

/// <summary>The figures of a row as people read them, in the order of <see cref="CreditSum.Parts"/>.</summary>
/// <param name="Units">Decimal texts of the row's asset.</param>
/// <param name="Values">Decimal texts of <paramref name="BasisAsset"/>; zero where nothing was paid.</param>
/// <param name="BasisAsset">The currency the customer paid in, if anything was paid.</param>
public sealed record CreditFigures(IReadOnlyList<string> Units, IReadOnlyList<string> Values, string? BasisAsset)
{
    public static CreditFigures Of(CreditRow row, Catalog catalog)
    {
        var scale = catalog.AssetOf(row.Asset).Scale;
        var basis = row.Sum.BasisAsset.Length == 0 ? null : row.Sum.BasisAsset;
        var basisScale = basis is null ? 0 : catalog.AssetOf(basis).Scale;
        return new(
            [.. CreditSum.Parts.Select(part => DecimalText.Format(row.Sum.UnitsOf(part), scale))],
            [.. CreditSum.Parts.Select(part => DecimalText.Format(row.Sum.ValueOf(part), basisScale))],
            basis);
    }
}
