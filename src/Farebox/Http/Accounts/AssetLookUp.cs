using Farebox.Http.Edge;
using Farebox.Money;
using Farebox.Postgres.Configuration;

namespace Farebox.Http.Accounts;

/// <summary>Finds the asset a body names, since no amount can be read without its scale.</summary>
internal static class AssetLookUp
{
    public static async ValueTask<Asset?> FindAssetAsync(this CatalogCache catalogs, Call call, BodyReader body, string member)
    {
        var code = body.RequiredString(member, Rules.AssetCode);
        if (code.Length == 0) return null;

        var asset = await catalogs.FindAsync(call.Caller.TenantId, catalog => catalog.FindAsset(code), call.Gone);
        if (asset is null) body.Fault(member, ProblemCodes.AssetUnknown, $"There is no asset {code}.");
        return asset;
    }
}
