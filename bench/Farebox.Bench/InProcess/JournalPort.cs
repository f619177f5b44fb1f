using Farebox.Bench.Run;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Journal;
using Npgsql;

namespace Farebox.Bench.InProcess;

/// <summary>The journal as a caller in the same process sees it: commands in, and an answer once they are durable.</summary>
public sealed class JournalPort : IAsyncDisposable
{
    private static readonly TimeSpan WhenFull = TimeSpan.FromMilliseconds(1);

    private readonly NpgsqlDataSource _dataSource;
    private readonly Journal _journal;
    private readonly TaskCompletionSource _fault = new();

    private JournalPort(NpgsqlDataSource dataSource, string connectionString, int tenant, Tables tables)
    {
        (_dataSource, Tenant, Tables) = (dataSource, tenant, tables);
        _journal = Journal.Start(new()
        {
            ConnectionString = connectionString,
            TenantId = tenant,
            LoadCatalog = (known, cancellation) => new ConfigStore(dataSource).LoadAsync(tenant, known, cancellation),
            OnFault = (what, fault) => _fault.TrySetException(new InvalidOperationException($"The journal met a fault: {what}.", fault)),
        });
    }

    public int Tenant { get; }

    public Tables Tables { get; }

    /// <summary>With the settings a server has, for the tenant that a server has made.</summary>
    public static async Task<JournalPort> OpenAsync(string connectionString, Tables tables, CancellationToken cancellation)
    {
        var dataSource = NpgsqlDataSource.Create(connectionString);
        var tenant = await new TenantStore(dataSource).EnsureDefaultAsync(isSandbox: false, cancellation);
        return new(dataSource, connectionString, tenant.Id, tables);
    }

    /// <summary>Returns when every command is durable and recorded. A full queue is asked again; that wait is part of the caller's latency.</summary>
    public async Task SubmitAsync(Command[] commands, CancellationToken cancellation)
    {
        var submission = new Submission(commands);
        while (!_journal.TrySubmit(submission)) await Task.Delay(WhenFull, cancellation);

        // The journal survives faults and goes on; figures taken meanwhile would not be worth printing.
        await await Task.WhenAny(submission.Completion, _fault.Task);
        foreach (var command in commands)
        {
            if (command.Outcome is Decided { IsRepeated: false, Entry.Status: EntryStatus.Recorded }) continue;
            throw new InvalidOperationException($"A {command.GetType().Name} of the bench came to {command.Outcome}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        await _dataSource.DisposeAsync();
    }
}
