using System.Collections.Concurrent;
using Farebox.Charging;

namespace Farebox.Postgres.Configuration;

/// <summary>The newest catalog of each tenant that this process has seen.</summary>
/// <remarks>Configuration is only ever added to, so what is found here is right; only what is not found may have been added since.</remarks>
public sealed class CatalogCache(ConfigStore store)
{
    private readonly ConcurrentDictionary<int, Catalog> _newest = new();

    /// <summary>What is known without asking the database.</summary>
    public Catalog Newest(int tenantId) => _newest.GetValueOrDefault(tenantId, Catalog.Empty);

    /// <summary>Asks the database for what was added since.</summary>
    public async Task<Catalog> RefreshAsync(int tenantId, CancellationToken cancellationToken) =>
        Keep(tenantId, await store.LoadAsync(tenantId, Newest(tenantId), cancellationToken));

    /// <summary>Remembers a catalog unless a newer one is known; answers with the newer of the two.</summary>
    public Catalog Keep(int tenantId, Catalog catalog) =>
        _newest.AddOrUpdate(tenantId, catalog, (_, known) => known.ConfigSeq >= catalog.ConfigSeq ? known : catalog);

    /// <summary>Finds something in the catalog, asking the database when it is not there.</summary>
    public async ValueTask<T?> FindAsync<T>(int tenantId, Func<Catalog, T?> find, CancellationToken cancellationToken)
        where T : class =>
        find(Newest(tenantId)) ?? find(await RefreshAsync(tenantId, cancellationToken));
}
