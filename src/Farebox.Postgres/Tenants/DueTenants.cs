using Farebox.Postgres.Workers;
using Npgsql;

namespace Farebox.Postgres.Tenants;

/// <summary>Looks for tenants in which something has fallen due while nobody calls, and wakes their journals. One query for all tenants.</summary>
public sealed class DueTenants : IAsyncDisposable
{
    private const string Due = """
        SELECT t.tenant_id FROM tenant t
        WHERE EXISTS (SELECT FROM book b WHERE b.tenant_id = t.tenant_id AND b.next_due_at <= coalesce(t.frozen_at, clock_timestamp() + t.clock_offset))
        ORDER BY t.tenant_id
        """;

    private readonly NpgsqlDataSource _dataSource;
    private readonly TenantJournals _journals;
    private readonly Rounds _rounds;

    public DueTenants(NpgsqlDataSource dataSource, TenantJournals journals, TimeSpan interval, Action<string, Exception> onFault)
    {
        (_dataSource, _journals) = (dataSource, journals);
        _rounds = new(Pace.Every(interval), failure => onFault("Looking for tenants with something due failed", failure), WakeAsync);
    }

    public void Start() => _rounds.Start();

    public ValueTask DisposeAsync() => _rounds.DisposeAsync();

    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand(Due);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) _journals.Wake(reader.GetInt32(0));
    }
}
