using Farebox.Charging;

namespace Farebox.Postgres.Journal;

/// <summary>Commands handed in together. They are decided each on its own; the task completes when all of them are durable or refused.</summary>
public sealed class Submission
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    /// <param name="commands">At least one; not to be used in another submission.</param>
    public Submission(params IReadOnlyList<Command> commands)
    {
        ArgumentOutOfRangeException.ThrowIfZero(commands.Count);
        Commands = commands;
        _left = commands.Count;
    }

    /// <summary>The commands, each with its outcome once <see cref="Completion"/> is complete.</summary>
    public IReadOnlyList<Command> Commands { get; }

    /// <summary>Completes after COMMIT; never faults, because every failure is an outcome of a command.</summary>
    public Task Completion => _done.Task;

    internal void Complete()
    {
        if (Interlocked.Decrement(ref _left) == 0) _done.SetResult();
    }
}
