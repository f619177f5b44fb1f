using System.Diagnostics;
using Farebox.Bench.Load;
using Farebox.Bench.Run;
using Farebox.Charging;

namespace Farebox.Bench.InProcess;

/// <summary>Events decided in this process: each caller has a number of commands under way and sends as many again when all are answered.</summary>
public sealed class JournalRow(string name, JournalPort journal, AccountSet accounts, int callers, int commands, TimeProvider clock) : IBenchRow
{
    public string Name => name;

    public Tables Tables => journal.Tables;

    public Task<LoadResult> RunAsync(MeasuredWindow window, CancellationToken cancellation)
    {
        var template = new EventBytes(accounts, clock.GetUtcNow());
        return Callers.RunAsync(
            callers,
            (caller, tally) => CallAsync(new(journal.Tenant, accounts, template, caller), tally, window, cancellation),
            window,
            cancellation);
    }

    private async Task CallAsync(EventCommands events, CallerTally tally, MeasuredWindow window, CancellationToken cancellation)
    {
        while (!window.IsClosed)
        {
            var from = Stopwatch.GetTimestamp();
            var first = EventIds.Take(commands);
            var batch = new Command[commands];
            for (var i = 0; i < commands; i++) batch[i] = events.Make(first + i);
            await journal.SubmitAsync(batch, cancellation);
            tally.Add(from, Stopwatch.GetTimestamp(), commands);
        }
    }
}
