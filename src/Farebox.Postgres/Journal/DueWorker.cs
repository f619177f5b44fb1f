using Farebox.Charging;
using Farebox.Postgres.Workers;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>Touches books in which something has fallen due, and books whose projections have stayed behind for long. Touching twice does nothing.</summary>
internal sealed class DueWorker : IAsyncDisposable
{
    /// <summary>Books in one batch. Others wait for it, and saving a book costs as much as some dozen events.</summary>
    private const int TouchedMax = 200;
    private const int SavedMax = 20;

    private readonly Journal _journal;
    private readonly JournalOptions _options;
    private readonly NpgsqlDataSource _dataSource;
    private readonly Rounds _rounds;
    private long _checkpointsAt = TimeProvider.System.GetTimestamp();

    public DueWorker(Journal journal, JournalOptions options)
    {
        (_journal, _options) = (journal, options);
        _dataSource = NpgsqlDataSource.Create(options.ConnectionString);
        _rounds = new(Pace.Every(options.DueInterval), failure => options.OnFault("Looking for what is due failed", failure), LookAsync);
    }

    public void Start() => _rounds.Start();

    public async ValueTask DisposeAsync()
    {
        await _rounds.DisposeAsync();
        await _dataSource.DisposeAsync();
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await TouchAsync(JournalSql.DueBooks, saveProjections: false, cancellationToken);
        if (TimeProvider.System.GetElapsedTime(_checkpointsAt) < _options.CheckpointAge) return;

        await TouchAsync(JournalSql.BooksBehind, saveProjections: true, cancellationToken);
        if (_options.Meter.WantsCheckpointAge) await MeasureAsync(cancellationToken);
        _checkpointsAt = TimeProvider.System.GetTimestamp();
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        await using var command = CommandOf(JournalSql.CheckpointAge);
        _options.Meter.CheckpointAge(await command.ExecuteScalarAsync(cancellationToken) is double seconds ? seconds : 0);
    }

    private async Task TouchAsync(string find, bool saveProjections, CancellationToken cancellationToken)
    {
        await using var command = CommandOf(find);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var touches = new List<Command>();
        while (await reader.ReadAsync(cancellationToken)) touches.Add(new Touch(_options.TenantId, reader.GetString(0), saveProjections));
        if (!saveProjections) _options.Meter.DueBacklog(touches.Count);
        foreach (var part in touches.Chunk(saveProjections ? SavedMax : TouchedMax))
        {
            var submission = new Submission(part);
            if (_journal.TrySubmit(submission)) await submission.Completion.WaitAsync(cancellationToken);
        }
    }

    private NpgsqlCommand CommandOf(string text)
    {
        var command = _dataSource.CreateCommand(text);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _options.TenantId });
        return command;
    }
}
