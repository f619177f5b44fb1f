using Farebox.Charging;

namespace Farebox.Postgres.Journal;

/// <summary>Commands handed in together. They are decided each on its own; the task completes when all of them are durable or refused.</summary>
public sealed class Submission
{
    private readonly TaskCompletionSource _done;
    private int _left;

    /// <param name="commands">At least one; not to be used in another submission.</param>
    public Submission(params IReadOnlyList<Command> commands) : this(commands, goesOnInTurn: false)
    {
    }

    private Submission(IReadOnlyList<Command> commands, bool goesOnInTurn)
    {
        ArgumentOutOfRangeException.ThrowIfZero(commands.Count);
        Commands = commands;
        GoesOnInTurn = goesOnInTurn;
        _left = commands.Count;
        _done = new(goesOnInTurn ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>
    /// For a caller who never blocks: he goes on after others of the same batch, on the one pool thread that was woken for all
    /// of them. Any other caller gets a turn of the pool of his own.
    /// </summary>
    public static Submission InTurn(IReadOnlyList<Command> commands) => new(commands, goesOnInTurn: true);

    /// <summary>The commands, each with its outcome once <see cref="Completion"/> is complete.</summary>
    public IReadOnlyList<Command> Commands { get; }

    /// <summary>Completes after COMMIT; never faults, because every failure is an outcome of a command.</summary>
    public Task Completion => _done.Task;

    internal bool GoesOnInTurn { get; }

    /// <summary>One of its commands has its outcome.</summary>
    /// <returns>True when that was the last one.</returns>
    internal bool CountOff() => Interlocked.Decrement(ref _left) == 0;

    internal void Complete() => _done.SetResult();
}
