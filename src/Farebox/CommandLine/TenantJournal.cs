using Farebox.Postgres.Configuration;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Tenants;

namespace Farebox.CommandLine;

/// <summary>The journal of one tenant, for a command that decides on its books itself: with or without a running server.</summary>
internal static class TenantJournal
{
    /// <param name="connectionString">As the program's role.</param>
    /// <param name="tenantId">Whose; its sessions see no other one's books.</param>
    /// <param name="store">Where its configuration is.</param>
    public static Journal Start(string connectionString, int tenantId, ConfigStore store) => Journal.Start(new()
    {
        ConnectionString = TenantSession.Walled(connectionString, tenantId),
        TenantId = tenantId,
        LoadCatalog = (known, cancellationToken) => store.LoadAsync(tenantId, known, cancellationToken),
        Writers = 1,
    });
}
