using System.Diagnostics;
using Farebox.Charging;
using Farebox.Postgres.Configuration;
using Npgsql;

namespace Farebox.Postgres.Verification;

/// <summary>Checks a live database against the invariants of the ledger, all of it as of one instant. Changes nothing and blocks nobody.</summary>
public sealed class Verifier
{
    private static readonly SqlCheck[] SqlChecks =
    [
        TransferChecks.Whole, BalanceChecks.Trial, TransferChecks.Charted, BalanceChecks.Sums, BalanceChecks.Chain, BalanceChecks.NotBelowZero,
        HoldChecks.HeldIsOpen, HoldChecks.Accounted, GrantChecks.Conserved, GrantChecks.Expired, ReturnChecks.Bounded, OrderChecks.Gapless, OrderChecks.Keyed,
    ];

    private readonly string _connectionString;
    private readonly VerifyOptions _options;
    private readonly IProgress<VerifyProgress>? _progress;
    private readonly List<CheckResult> _results = [];

    private Verifier(string connectionString, VerifyOptions options, IProgress<VerifyProgress>? progress) =>
        (_connectionString, _options, _progress) = (connectionString, options, progress);

    /// <summary>Runs every check to its own first break.</summary>
    /// <param name="connectionString">The database, as the program's role, or as a role that may read all of it.</param>
    /// <param name="options">How thoroughly.</param>
    /// <param name="progress">Told of each check as it begins and ends, and of how far the replay is.</param>
    /// <param name="cancellationToken">Ends it without a result.</param>
    public static Task<VerifyResult> RunAsync(
        string connectionString, VerifyOptions options, IProgress<VerifyProgress>? progress, CancellationToken cancellationToken) =>
        new Verifier(connectionString, options, progress).RunAsync(cancellationToken);

    private async Task<VerifyResult> RunAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await using var snapshot = await Snapshot.OpenAsync(_connectionString, cancellationToken);
        foreach (var check in SqlChecks) await RunAsync(check, snapshot, cancellationToken);
        await RunRoleCheckAsync(snapshot, cancellationToken);

        var (books, entries, tail) = await CountAsync(snapshot, cancellationToken);
        await ReplayAsync(snapshot, _options.Rebuild ? entries : tail, cancellationToken);
        return new(_results, books, entries, Stopwatch.GetElapsedTime(start));
    }

    private async Task RunAsync(SqlCheck check, Snapshot snapshot, CancellationToken cancellationToken)
    {
        _progress?.Report(new(check.Sentence));
        var start = Stopwatch.GetTimestamp();
        var found = await check.FindBreakAsync(snapshot, cancellationToken);
        await FinishAsync(new(check.Id, check.Sentence, found, Stopwatch.GetElapsedTime(start)), snapshot, cancellationToken);
    }

    private async Task RunRoleCheckAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        _progress?.Report(new(RoleCheck.Sentence));
        var start = Stopwatch.GetTimestamp();
        var (found, note) = await new RoleCheck(_connectionString).FindBreakAsync(snapshot, cancellationToken);
        await FinishAsync(new(RoleCheck.Id, RoleCheck.Sentence, found, Stopwatch.GetElapsedTime(start), note), snapshot, cancellationToken);
    }

    private async Task ReplayAsync(Snapshot snapshot, long total, CancellationToken cancellationToken)
    {
        const string doing = "Applying the entries again, book by book";
        var rules = new ReplayRules(_options.Rebuild);
        var replay = new BookReplay(snapshot.Connection, _options, await LoadCatalogsAsync(snapshot, cancellationToken), rules);
        await snapshot.ReadByKeyAsync(cancellationToken);
        _progress?.Report(new(doing, 0, total));

        // Reads with blocking calls, as the journal itself does, so it has a thread of its own.
        await Task.Factory.StartNew(
            () => replay.Run(() => _progress?.Report(new(doing, replay.Entries, total)), cancellationToken),
            cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var note = _options.Rebuild ? "" : "after the checkpoints; --rebuild looks at all";
        foreach (var rule in rules.All) await FinishAsync(rule.Result(note), snapshot, cancellationToken);
    }

    private static async Task<Dictionary<int, Catalog>> LoadCatalogsAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var catalogs = new Dictionary<int, Catalog>();
        await using (var command = new NpgsqlCommand("SELECT tenant_id FROM tenant", snapshot.Connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken)) catalogs.Add(reader.GetInt32(0), Catalog.Empty);
        }

        foreach (var tenant in catalogs.Keys.ToArray())
            catalogs[tenant] = await ConfigStore.LoadAsync(snapshot.Connection, tenant, Catalog.Empty, cancellationToken);
        return catalogs;
    }

    private static async Task<(long Books, long Entries, long Tail)> CountAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        const string sql = "SELECT count(*), coalesce(sum(seq), 0)::bigint, coalesce(sum(seq - checkpoint_seq), 0)::bigint FROM book";
        await using var command = new NpgsqlCommand(sql, snapshot.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    private async Task FinishAsync(CheckResult result, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var named = await NameAsync(result, snapshot, cancellationToken);
        _results.Add(named);
        _progress?.Report(new(named.Sentence, Finished: named));
    }

    /// <summary>People know an account by its id, not its book's.</summary>
    private static async Task<CheckResult> NameAsync(CheckResult result, Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (result.Break is not { BookId: { } bookId } found) return result;

        await using var command = new NpgsqlCommand("SELECT account FROM book WHERE book_id = $1", snapshot.Connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bookId });
        return result with { Break = found with { Account = await command.ExecuteScalarAsync(cancellationToken) as string } };
    }
}
