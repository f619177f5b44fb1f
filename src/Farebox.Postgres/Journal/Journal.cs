using Farebox.Charging;
using Farebox.Ledger;

namespace Farebox.Postgres.Journal;

/// <summary>The ledger's front door: takes commands in, and completes them once they are durable.</summary>
/// <remarks>
/// Commands for a book go to that book's writer. Any number of journals, in any number of processes, may serve the same
/// database: the row lock of a book makes every decision current, whoever decides it.
/// </remarks>
public sealed class Journal : IAsyncDisposable
{
    private readonly Writer[] _writers;
    private readonly DueWorker _due;
    private readonly JournalMeter _meter;
    private readonly int _tenantId;
    private readonly TimeSpan _stopPatience;
    private bool _isDisposed;

    private Journal(JournalOptions options)
    {
        _meter = options.Meter;
        _stopPatience = options.StopPatience;
        _tenantId = options.TenantId;
        _writers = [.. Enumerable.Range(1, options.Writers).Select(number => new Writer(options, number))];
        _due = new(this, options);
        _meter.Observe(() => _writers.Sum(writer => writer.Queue.Count), () => _writers.Sum(writer => writer.Books));
    }

    /// <summary>Whether every writer still takes commands and commits them.</summary>
    public bool IsAlive => !_isDisposed && Array.TrueForAll(_writers, static writer => writer.IsAlive);

    /// <summary>Starts the writers and the worker that posts what falls due.</summary>
    public static Journal Start(JournalOptions options)
    {
        var journal = new Journal(options with { Meter = new() });
        foreach (var writer in journal._writers) writer.Start();
        journal._due.Start();
        return journal;
    }

    /// <summary>Hands commands in. They are decided in this order per book.</summary>
    /// <returns>False when a queue is full: nothing was accepted, try again later.</returns>
    public bool TrySubmit(Submission submission)
    {
        var commands = submission.Commands;
        if (commands.Count == 1) return WriterOf(commands[0].BookId).Queue.TryAdd(new(commands[0], submission));

        return AllOfOneWriter(commands) ? TrySubmitTogether(submission) : TrySubmitApart(submission);
    }

    /// <summary>Submits one command and waits for its outcome.</summary>
    /// <returns><see langword="null"/> when the queue is full.</returns>
    public async Task<Outcome?> ExecuteAsync(Command command, CancellationToken cancellationToken)
    {
        var submission = new Submission(command);
        if (!TrySubmit(submission)) return null;

        await submission.Completion.WaitAsync(cancellationToken);
        return command.Outcome;
    }

    /// <summary>Reads something off an account's book as it is now: after every acknowledged command, with what has fallen due taken into account.</summary>
    public Task<Outcome?> InspectAsync(string account, Func<Book, DateTimeOffset, object> look, CancellationToken cancellationToken) =>
        ExecuteAsync(new Inspect(_tenantId, account, look), cancellationToken);

    /// <summary>Commits what was accepted, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true)) return;

        await _due.DisposeAsync();
        await Task.WhenAll(_writers.Select(writer => Task.Run(() => writer.Stop(_stopPatience))));
        foreach (var writer in _writers) writer.Dispose();
        _meter.Dispose();
    }

    private Writer WriterOf(long bookId) => _writers[(int)((ulong)bookId % (ulong)_writers.Length)];

    private bool AllOfOneWriter(IReadOnlyList<Command> commands)
    {
        var first = WriterOf(commands[0].BookId);
        for (var i = 1; i < commands.Count; i++)
        {
            if (!ReferenceEquals(first, WriterOf(commands[i].BookId))) return false;
        }

        return true;
    }

    private bool TrySubmitTogether(Submission submission)
    {
        var pending = new Pending[submission.Commands.Count];
        for (var i = 0; i < pending.Length; i++) pending[i] = new(submission.Commands[i], submission);
        return WriterOf(submission.Commands[0].BookId).Queue.TryAddAll(pending);
    }

    /// <summary>Accepted by all writers or by none: room is claimed in every queue before anything is added.</summary>
    private bool TrySubmitApart(Submission submission)
    {
        var parts = submission.Commands.Select(command => new Pending(command, submission)).GroupBy(item => WriterOf(item.Command.BookId))
            .Select(part => (part.Key.Queue, Pending: part.ToArray())).ToArray();
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Queue.TryClaim(parts[i].Pending.Length)) continue;

            for (var j = 0; j < i; j++) parts[j].Queue.Unclaim(parts[j].Pending.Length);
            return false;
        }

        foreach (var (queue, pending) in parts) queue.AddClaimed(pending);
        return true;
    }
}
