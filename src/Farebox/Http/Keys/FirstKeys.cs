using Farebox.Postgres.Configuration;

namespace Farebox.Http.Keys;

/// <summary>Makes sure that somebody can come in: by the operator's key, or by one made at the first start.</summary>
internal static class FirstKeys
{
    /// <returns>The key made just now, to be shown once; nothing when there was a way in already.</returns>
    public static async Task<string?> EnsureAsync(KeyStore keys, Tenant tenant, string? adminKey, CancellationToken cancellationToken)
    {
        var key = adminKey ?? ApiKey.Create(tenant.IsSandbox);
        var hash = ApiKey.Hash(key);
        if (adminKey is null) return await keys.AddFirstAsync(tenant.Id, ApiKey.IdOf(hash), hash, cancellationToken) ? key : null;

        await keys.AddAsync(tenant.Id, ApiKey.IdOf(hash), hash, cancellationToken);
        return null;
    }
}
