using Farebox.Charging;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Keys;

/// <summary>Makes sure that somebody can come in: by the operator's key, or by one made at the first start.</summary>
internal static class FirstKeys
{
    /// <returns>The key made just now, to be shown once; nothing when there was a way in already.</returns>
    public static async Task<string?> EnsureAsync(KeyStore keys, Tenant tenant, string? adminKey, CancellationToken cancellationToken)
    {
        if (adminKey is not null)
        {
            await keys.AddOperatorAsync(tenant.Id, MadeKey.Chosen(adminKey, "operator", KeyScopeNames.All).Stored, cancellationToken);
            return null;
        }

        var first = MadeKey.Create(tenant.IsSandbox, "first", KeyScopeNames.OfTenant);
        return await keys.AddFirstAsync(tenant.Id, first.Stored, Actor.CommandLine, cancellationToken) ? first.Secret : null;
    }
}
