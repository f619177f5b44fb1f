using System.Globalization;
using Farebox.Charging;
using Farebox.IntegrationTests.Journal;
using Farebox.Ledger;
using Farebox.Postgres.Journal;
using LedgerJournal = Farebox.Postgres.Journal.Journal;

namespace Farebox.IntegrationTests.Faults.Load;

/// <summary>Journals in this process, taken in turn; a caller gives up after a deadline of its own, as an HTTP request does.</summary>
internal sealed class JournalTarget(JournalHarness harness, TimeSpan deadline, params LedgerJournal[] journals) : ITarget
{
    private int _turn;

    public async Task<Answer> AskAsync(Operation operation)
    {
        var command = CommandOf(operation);
        var submission = new Submission(command);
        var journal = journals[(uint)Interlocked.Increment(ref _turn) % (uint)journals.Length];
        if (!journal.TrySubmit(submission)) return new(Verdict.Unknown);

        try
        {
            await submission.Completion.WaitAsync(deadline);
        }
        catch (TimeoutException)
        {
            return new(Verdict.Unknown);
        }

        return AnswerOf(command.Outcome!);
    }

    public Command CommandOf(Operation operation)
    {
        var (account, id, credits) = (operation.Account, operation.Id, operation.Units / 1_000_000m);
        return operation.Kind switch
        {
            OperationKind.Grant => harness.Grant(account, id, credits),
            OperationKind.Hold => harness.Hold(account, id, credits),
            OperationKind.Event => harness.Use(account, id, (int)(credits * 1000), operation.Hold, operation.Final),
            OperationKind.StrictEvent => harness.Use(account, id, (int)(credits * 1000), operation.Hold, operation.Final, "strict.used"),
            OperationKind.Capture => new CaptureHold(
                harness.TenantId, account, id, operation.Hold!, credits.ToString("0.######", CultureInfo.InvariantCulture), operation.Final),
            _ => new ReleaseHold(harness.TenantId, account, id, operation.Hold!),
        };
    }

    public static Answer AnswerOf(Outcome outcome) => outcome switch
    {
        Decided decided => new(
            decided.Entry.Status == EntryStatus.Recorded ? Verdict.Recorded : Verdict.Refused, CodeOf(decided.Entry.Body), decided.IsRepeated, decided.Entry.Seq),
        Rejected rejected => new(Verdict.Rejected, rejected.Code),
        Failed failed => new(Verdict.Failed, failed.Reason),
        _ => new(Verdict.Unknown),
    };

    private static string? CodeOf(EntryBody body) => body switch
    {
        UsageReported usage => usage.Code,
        HoldDecided hold => hold.Refusal?.Code,
        HoldCaptured capture => capture.Code,
        HoldReleased release => release.Code,
        _ => null,
    };
}
