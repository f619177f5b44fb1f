using Farebox.Charging;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>Touches books in which something has fallen due, and books whose projections have stayed behind for long. Touching twice does nothing.</summary>
internal sealed class DueWorker(Journal journal, JournalOptions options) : IAsyncDisposable
{
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
        await using var dataSource = NpgsqlDataSource.Create(options.ConnectionString);
        using var timer = new PeriodicTimer(options.DueInterval);
        var sinceCheckpoints = TimeProvider.System.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                await TouchAsync(dataSource, JournalSql.DueBooks, saveProjections: false);
                if (TimeProvider.System.GetElapsedTime(sinceCheckpoints) < options.CheckpointAge) continue;

                await TouchAsync(dataSource, JournalSql.BooksBehind, saveProjections: true);
                if (options.Meter.WantsCheckpointAge) await MeasureAsync(dataSource);
                sinceCheckpoints = TimeProvider.System.GetTimestamp();
            }
        }
        catch (OperationCanceledException)
        {
            // The journal is stopping.
        }
    }

    private async Task MeasureAsync(NpgsqlDataSource dataSource)
    {
        try
        {
            await using var command = dataSource.CreateCommand(JournalSql.CheckpointAge);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.TenantId });
            options.Meter.CheckpointAge(await command.ExecuteScalarAsync(_stopping.Token) is double seconds ? seconds : 0);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            options.OnFault("Looking for old checkpoints failed", failure);
        }
    }

    private async Task TouchAsync(NpgsqlDataSource dataSource, string find, bool saveProjections)
    {
        try
        {
            await using var command = dataSource.CreateCommand(find);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.TenantId });
            await using var reader = await command.ExecuteReaderAsync(_stopping.Token);
            var touches = new List<Command>();
            while (await reader.ReadAsync(_stopping.Token)) touches.Add(new Touch(options.TenantId, reader.GetString(0), saveProjections));
            if (!saveProjections) options.Meter.DueBacklog(touches.Count);
            foreach (var part in touches.Chunk(200))
            {
                var submission = new Submission(part);
                if (journal.TrySubmit(submission)) await submission.Completion.WaitAsync(_stopping.Token);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever it was, it must not end the worker: holds would never lapse again.
            options.OnFault("Looking for what is due failed", failure);
        }
    }
}
