using System.Diagnostics;
using Farebox.Bench.Load;
using Farebox.Bench.Run;
using Farebox.Charging;
using Farebox.Money;

namespace Farebox.Bench.InProcess;

/// <summary>A hold and the event that settles it, as one operation: no event is sent before its hold is durable.</summary>
public sealed class HoldCaptureRow(JournalPort journal, AccountSet accounts, int callers, int pairs, TimeProvider clock) : IBenchRow
{
    /// <summary>More than the dearest event of the trace costs, so that the hold pays for all of it.</summary>
    private const long HeldUnits = 1_000_000;

    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(1);
    private static readonly Asset Credit = new("credit", 6, AssetKind.Unit);

    public string Name => "hold_capture.hot";

    public Tables Tables => journal.Tables;

    public Task<LoadResult> RunAsync(MeasuredWindow window, CancellationToken cancellation)
    {
        var template = new EventBytes(accounts, clock.GetUtcNow(), settlesHold: true);
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
            var first = EventIds.Take(pairs);
            var (holds, captures) = (new Command[pairs], new Command[pairs]);
            for (var i = 0; i < pairs; i++)
            {
                var capture = events.Make(first + i, byHoldRoute: true);
                captures[i] = capture;
                holds[i] = Hold(capture, first + i);
            }

            await journal.SubmitAsync(holds, cancellation);
            await journal.SubmitAsync(captures, cancellation);
            tally.Add(from, Stopwatch.GetTimestamp(), pairs);
        }
    }

    private AuthoriseHold Hold(RecordUsage capture, long id) =>
        AuthoriseHold.OfAmount(
            HoldName.ById(journal.Tenant, capture.Account, EventBytes.HoldId(id)), Credit, HeldUnits, "llm", null, capture.Usage.Member, TimeToLive);
}
