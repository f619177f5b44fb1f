using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Postgres.Verification;

/// <summary>Decisions on usage events.</summary>
internal sealed partial class LegalRunRule
{
    private void LookAtRecorded(ReplayedBook replayed, Entry entry, UsageReported usage)
    {
        LookAtCharges(entry, usage);
        LookAtMark(entry, usage.Marks, UsageMarks.Debt, Moved(AccountKind.Debt, AccountKind.Spent) > 0);
        LookAtMark(entry, usage.Marks, UsageMarks.ClosedPeriod, entry.OccurredAt < replayed.Book.ClosedUntil);
        LookAtHold(replayed, entry, usage);

        var (member, hold) = (replayed.MemberOf(entry), replayed.HoldOf(usage));
        if (LimitReachedBy(usage, member, hold, onlyRejecting: true) is { } limited) Fail(entry, "an event that a limit refuses", $"refused for '{limited.Id}'", "recorded");
        LookAtMark(entry, usage.Marks, UsageMarks.OverLimit, LimitReachedBy(usage, member, hold, onlyRejecting: false) is not null);
    }

    private void LookAtCharges(Entry entry, UsageReported usage)
    {
        Int128 charged = 0, moved = 0;
        for (var i = 0; i < usage.Charges.Count; i++)
        {
            if (usage.Charges[i] is not { Asset: { } asset } charge) continue;

            charged += charge.Units;
            var spent = 0L;
            foreach (ref readonly var transfer in _made.Transfers)
            {
                if (transfer.To.Kind != AccountKind.Spent || transfer.To.Asset != asset || !transfer.To.Code.AsSpan("spent/".Length).SequenceEqual(charge.Meter)) continue;

                spent += transfer.Units;
                if (transfer.From.Kind == AccountKind.Debt && charge.RejectOnShortfall) Fail(entry, transfer.To.Code, "no debt, as the meter rejects", $"{transfer.Units}");
            }

            if (spent != charge.Units) Fail(entry, $"spent/{charge.Meter} in {asset.Code}", $"{charge.Units} charged", $"{spent} moved");
        }

        foreach (ref readonly var transfer in _made.Transfers) moved += transfer.To.Kind == AccountKind.Spent && !transfer.To.IsDecrement ? transfer.Units : 0;
        if (moved != charged) Fail(entry, "all it spent", $"{charged}", $"{moved}");
    }

    private void LookAtHold(ReplayedBook replayed, Entry entry, UsageReported usage)
    {
        if (usage.Hold is not { } name) return;

        var open = replayed.Book.Holds.GetValueOrDefault(name);
        var usable = replayed.HoldOf(usage);
        foreach (ref readonly var transfer in _made.Transfers)
        {
            if (transfer.From.Kind == AccountKind.Held && (transfer.Hold != name || usable is null)) Fail(entry, $"hold {transfer.Hold}", $"hold {name}, if it is open", $"{transfer.Units} from {transfer.From.Code}");
        }

        var isRight = usage.Late switch
        {
            LateCapture.None => usable is not null,
            LateCapture.AssetMismatch => open is not null && usable is null,
            LateCapture.Unknown => open is null && replayed.TermsOf(name) is null,
            _ => open is null && replayed.Book.EndOf(name) is var end && (end is null || (int)end == (int)EndOf(usage.Late)),
        };
        if (!isRight) Fail(entry, $"hold {name}", open is null ? "a late capture, with how the hold ended" : "taken from the hold, which is open", $"{usage.Late}");
        if (usable is not null && usage.Final) Same(entry, $"hold {name}, left after its final event", 0, LeftOf(usable));
        if (usable is not null && usage.HoldAfter is { } after) Same(entry, $"hold {name}, remaining", LeftOf(usable), after.Remaining);
    }

    private static HoldEnd EndOf(LateCapture late) => late switch
    {
        LateCapture.Lapsed => HoldEnd.Lapsed,
        LateCapture.Released => HoldEnd.Released,
        _ => HoldEnd.Settled,
    };

    private void LookAtRefused(ReplayedBook replayed, Entry entry, UsageReported usage)
    {
        var (member, hold) = (replayed.MemberOf(entry), replayed.HoldOf(usage));
        var code = LimitReachedBy(usage, member, hold, onlyRejecting: true) is not null ? "limit_exceeded" : IsShort(replayed, entry, usage, hold) ? "insufficient_credit" : null;
        if (usage.Code != code) Fail(entry, "a refused event", code ?? "recorded, as nothing refuses it", usage.Code ?? "no reason");
    }

    /// <summary>The first member on the way up whose limit the event passes. Whoever stands above the hold's member too has counted the hold already.</summary>
    private static Member? LimitReachedBy(UsageReported usage, Member member, Hold? hold, bool onlyRejecting)
    {
        for (var i = 0; i < usage.Charges.Count; i++)
        {
            if (usage.Charges[i] is not { Asset: { } asset } charge || (onlyRejecting && !charge.RejectOnShortfall)) continue;

            var total = TotalOf(usage, asset);
            var counted = hold is not null && hold.Terms.Asset == asset ? hold.Remaining : 0;
            for (var node = member; node is not null; node = node.Parent)
            {
                var more = counted > 0 && hold!.Member.IsWithin(node) ? total - counted : total;
                if (more > 0 && node.WouldPass(asset, more)) return node;
            }
        }

        return null;
    }

    /// <summary>Whether a meter that rejects would have been left short: what its hold and every eligible grant have is not enough.</summary>
    private bool IsShort(ReplayedBook replayed, Entry entry, UsageReported usage, Hold? hold)
    {
        foreach (var charge in usage.Charges)
        {
            if (charge.Asset is not { } asset) continue;

            var spent = replayed.Book.AccountOf(AccountKind.Spent, charge.Meter, asset);
            var missing = charge.Units;
            foreach (var portion in hold is not null && hold.Terms.Asset == asset ? hold.Portions : [])
                missing -= Take(portion.Grant.Held, spent, Math.Min(missing, ReplayedBook.LeftOf(hold!, portion, _made)), hold!.Terms.Id);
            var use = new Use(charge.Meter, charge.Model, replayed.MemberOf(entry), entry.OccurredAt);
            foreach (var grant in replayed.Book.WalletOf(asset).Live)
            {
                if (grant.MayPay(use, entry.RecordedAt)) missing -= Take(grant.Wallet, spent, Math.Min(missing, _made.BalanceOf(grant.Wallet)), null);
            }

            if (missing > 0 && charge.RejectOnShortfall) return true;
        }

        return false;
    }

    private long Take(LedgerAccount from, LedgerAccount to, long units, string? hold)
    {
        _made.Move(from, to, units, hold);
        return units;
    }

    private static long TotalOf(UsageReported usage, Asset asset)
    {
        var total = 0L;
        for (var i = 0; i < usage.Charges.Count; i++) total += usage.Charges[i].Asset == asset ? usage.Charges[i].Units : 0;
        return total;
    }
}
