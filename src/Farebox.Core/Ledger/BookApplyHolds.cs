namespace Farebox.Ledger;

/// <summary>How an entry changes holds that draw from others.</summary>
/// <remarks>Only the hold at the top reserves credit, and transfers name only that; those below it are shares of it.</remarks>
public sealed partial class Book
{
    private Hold OpenHold(HoldTerms terms, Member member, long seq) => new(terms, member, seq, terms.Parent is null ? null : _holds[terms.Parent]);

    /// <summary>What an entry captured leaves the shares that it was captured through.</summary>
    private void DrawFromHolds(Entry entry)
    {
        var (named, final) = entry.Body switch
        {
            UsageReported { Hold: { } id, Late: LateCapture.None } usage => (id, usage.Final),
            HoldCaptured { Late: LateCapture.None } capture => (capture.Hold.Id, capture.Final),
            _ => ((string?)null, false),
        };
        if (named is not null && _holds.TryGetValue(named, out var hold) && hold.Parent is not null) hold.Draw(CapturedBy(entry), final);
    }

    private static long CapturedBy(Entry entry)
    {
        var units = 0L;
        foreach (ref readonly var transfer in entry.Transfers.AsSpan())
        {
            if (transfer is { From.Kind: AccountKind.Held, To.Kind: AccountKind.Spent }) units += transfer.Units;
        }

        return units;
    }

    /// <summary>Kept until an instant with everything it draws from, so that what it is for can still be captured.</summary>
    private void Await(Hold hold, DateTimeOffset until)
    {
        for (var node = hold; node is not null; node = node.Parent)
        {
            if (node.Terms.LapsesAt < until) Extend(node, until);
        }

        hold.Become(hold.Terms with { IsAwaiting = true });
    }

    /// <summary>What draws from a hold ends with it, as it does; what it had left goes back to the one above.</summary>
    private void CloseBelow(Hold hold, HoldEnd end)
    {
        hold.Leave();
        if (hold.Shares == 0) return;

        foreach (var below in _holds.Values.Where(other => ReferenceEquals(other.Parent, hold)).OrderBy(other => other.Seq).ToArray()) Close(below.Terms.Id, end);
    }
}
