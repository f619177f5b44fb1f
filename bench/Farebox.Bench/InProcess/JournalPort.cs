using Farebox.Charging;
using Farebox.Ledger;

namespace Farebox.Bench.InProcess;

/// <summary>The journal as a caller in the same process sees it.</summary>
/// <param name="trySubmit">Takes the commands and promises an answer, or takes nothing and returns null because its queue is full.</param>
public sealed class JournalPort(int tenant, Func<Command[], Task?> trySubmit)
{
    private static readonly TimeSpan WhenFull = TimeSpan.FromMilliseconds(1);

    public int Tenant => tenant;

    /// <summary>Returns when every command is durable and recorded. A full queue is asked again; that wait is part of the caller's latency.</summary>
    public async Task SubmitAsync(Command[] commands, CancellationToken cancellation)
    {
        Task? answer;
        while ((answer = trySubmit(commands)) is null) await Task.Delay(WhenFull, cancellation);
        await answer;
        foreach (var command in commands)
        {
            if (command.Outcome is Decided { IsRepeated: false, Entry.Status: EntryStatus.Recorded }) continue;
            throw new InvalidOperationException($"A {command.GetType().Name} of the bench came to {command.Outcome}.");
        }
    }
}
