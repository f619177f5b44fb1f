using Farebox.Charging;
using Farebox.Money;

namespace Farebox.Postgres.Journal;

/// <summary>Finds the assets that journal rows name by code.</summary>
internal static class CatalogAssets
{
    /// <exception cref="KeyNotFoundException">The journal names an asset that the configuration does not have: it is damaged.</exception>
    public static Asset AssetOf(this Catalog catalog, string code) =>
        catalog.FindAsset(code) ?? throw new KeyNotFoundException($"The journal names asset '{code}', which the configuration does not have.");
}
