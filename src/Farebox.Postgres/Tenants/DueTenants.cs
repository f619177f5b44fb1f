using Npgsql;

namespace Farebox.Postgres.Tenants;

/// <summary>Looks for tenants in which something has fallen due while nobody calls, and wakes their journals. One query for all tenants.</summary>
public sealed class DueTenants(NpgsqlDataSource dataSource, TenantJournals journals, TimeSpan interval, Action<string, Exception> onFault) : IAsyncDisposable
{
    private const string Due = """
        SELECT t.tenant_id FROM tenant t
        WHERE EXISTS (SELECT FROM book b WHERE b.tenant_id = t.tenant_id AND b.next_due_at <= coalesce(t.frozen_at, clock_timestamp() + t.clock_offset))
        ORDER BY t.tenant_id
        """;

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public void Start() => _running = Task.Run(RunAsync);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token)) await WakeAsync();
        }
        catch (OperationCanceledException)
        {
            // The server is stopping.
        }
    }

    private async Task WakeAsync()
    {
        try
        {
            await using var command = dataSource.CreateCommand(Due);
            await using var reader = await command.ExecuteReaderAsync(_stopping.Token);
            while (await reader.ReadAsync(_stopping.Token)) journals.Wake(reader.GetInt32(0));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever it was, it must not end the look-out: holds of quiet tenants would never lapse again.
            onFault("Looking for tenants with something due failed", failure);
        }
    }
}
