using Farebox.Ledger;

namespace Farebox.Postgres.Verification;

/// <summary>Watches every unit that leaves a grant, transfer by transfer.</summary>
internal sealed class BurnOrderRule() : ReplayRule("I-15",
    "No unit is taken from a grant while one before it in the burn order may pay and has units; holds burn in the order they were reserved, and are freed in reverse.")
{
    private readonly Draft _made = new();

    protected override void Before(ReplayedBook replayed, Entry entry)
    {
        _made.Clear();
        foreach (ref readonly var transfer in entry.Transfers.AsSpan())
        {
            Look(replayed, entry, transfer);
            _made.Move(transfer.From, transfer.To, transfer.Units, transfer.Hold, transfer.Debt);
        }
    }

    private void Look(ReplayedBook replayed, Entry entry, in Transfer transfer)
    {
        switch (transfer.From.Kind, transfer.To.Kind)
        {
            case (AccountKind.Wallet, AccountKind.Debt):
                Settles(replayed, entry, transfer);
                break;
            case (AccountKind.Wallet, AccountKind.Spent) when entry.Body is UnitsRemoved:
                break;
            case (AccountKind.Wallet, AccountKind.Held or AccountKind.Spent):
                if (UseOf(replayed, entry, transfer) is not { } use) Fail(entry, transfer.From.Code, "a use that the entry names", "none");
                else if (HoldFirst(replayed, entry, transfer)) Draws(replayed, entry, transfer, use);
                break;
            case (AccountKind.Debt, AccountKind.Spent):
                if (UseOf(replayed, entry, transfer) is { } owed) Nobody(replayed, entry, transfer, owed, null);
                break;
            case (AccountKind.Held, _):
                Unholds(replayed, entry, transfer);
                break;
        }
    }

    private static Use? UseOf(ReplayedBook replayed, Entry entry, in Transfer transfer)
    {
        var member = replayed.MemberOf(entry);
        switch (entry.Body)
        {
            case HoldDecided hold:
                return new(hold.Terms.Meter, hold.Terms.Model, member, entry.RecordedAt);
            case HoldGrown grown when replayed.Book.Holds.TryGetValue(grown.Hold.Id, out var open):
                return new(open.Terms.Meter, open.Terms.Model, member, entry.RecordedAt);
            case HoldCaptured capture when replayed.TermsOf(capture.Hold.Id) is { } terms:
                return new(terms.Meter, terms.Model, member, entry.RecordedAt);
            case UsageReported usage:
                var meter = LedgerAccount.ParseCode(transfer.To.Code).Name;
                var charge = usage.Charges.FirstOrDefault(charge => charge.Meter == meter);
                return charge is null ? null : new(meter, charge.Model, member, entry.OccurredAt);
            case UsageCorrected corrected:
                var named = LedgerAccount.ParseCode(transfer.To.Code).Name;
                return corrected.Charges.FirstOrDefault(one => one.Meter == named) is { } instead ? new(named, instead.Model, member, entry.OccurredAt) : null;
            case AdjustmentPosted { Adjustment: var adjustment }:
                return new(adjustment.Meter, adjustment.Model, member, entry.OccurredAt);
            default:
                return null;
        }
    }

    /// <summary>An event that is captured from a hold takes all of it before anything else.</summary>
    private bool HoldFirst(ReplayedBook replayed, Entry entry, in Transfer transfer)
    {
        if (entry.Body is not UsageReported usage || replayed.HoldOf(usage) is not { } hold || hold.Terms.Asset != transfer.From.Asset) return true;

        var left = 0L;
        foreach (var portion in hold.Portions) left += ReplayedBook.LeftOf(hold, portion, _made);
        if (left > 0) Fail(entry, transfer.From.Code, $"hold {hold.Terms.Id} first, which still holds {left}", $"{transfer.Units} from {transfer.From.Code}");
        return left == 0;
    }

    private void Draws(ReplayedBook replayed, Entry entry, in Transfer transfer, in Use use)
    {
        if (replayed.GrantOf(transfer.From) is not { } paying) Fail(entry, transfer.From.Code, "a grant that was issued", "none");
        else if (!paying.MayPay(use, ReplayedBook.DecidedAt(entry))) Fail(entry, transfer.From.Code, "a grant that may pay for this use", "one that may not");
        else Nobody(replayed, entry, transfer, use, paying);
    }

    /// <summary>Nobody before the paying grant, or nobody at all, may pay and has units.</summary>
    private void Nobody(ReplayedBook replayed, Entry entry, in Transfer transfer, in Use use, Grant? paying)
    {
        var wallet = replayed.Book.WalletOf(transfer.From.Asset);
        foreach (var other in wallet.Live)
        {
            if (ReferenceEquals(other, paying) || !other.MayPay(use, ReplayedBook.DecidedAt(entry))) continue;
            if (paying is not null && IsAfter(wallet, other, paying, use)) continue;

            var left = _made.BalanceOf(other.Wallet);
            if (left > 0) Fail(entry, transfer.From.Code, $"{other.Wallet.Code} first, which has {left}", $"{transfer.Units} from {transfer.From.Code}");
        }
    }

    /// <summary>A new grant alone pays when it is opened or paid for; whatever else frees units lets the burn order decide. Older debts come first.</summary>
    private void Settles(ReplayedBook replayed, Entry entry, in Transfer transfer)
    {
        var wallet = replayed.Book.WalletOf(transfer.From.Asset);
        var issued = entry.Body.Opens ?? (entry.Body is GrantPaid paid ? replayed.Book.Grants.GetValueOrDefault(paid.Grant)?.Terms : null);
        var terms = issued ?? replayed.GrantOf(transfer.From)?.Terms;
        foreach (var debt in wallet.Debts)
        {
            var use = new Use(debt.Meter, debt.Model, debt.Member, ReplayedBook.DecidedAt(entry));
            if (debt.Key == transfer.Debt)
            {
                if (issued is null) Draws(replayed, entry, transfer, use);
                else if (!Admits(replayed, issued, use)) Fail(entry, transfer.From.Code, "a grant that may pay for this use", "one that may not");
                return;
            }

            var left = debt.Units;
            foreach (ref readonly var made in _made.Transfers) left -= made.Debt == debt.Key ? made.Units : 0;
            if (left > 0 && terms is not null && Admits(replayed, terms, use)) Fail(entry, transfer.From.Code, $"debt {debt.Key} first, of which {left} is open", $"debt {transfer.Debt}");
        }

        Fail(entry, transfer.From.Code, "a debt that is open", $"debt {transfer.Debt}");
    }

    private static bool IsAfter(Wallet wallet, Grant other, Grant paying, in Use use)
    {
        var (later, sooner) = (BurnOrder.IsDeferred(other.Terms, use), BurnOrder.IsDeferred(paying.Terms, use));
        return later == sooner ? wallet.Order.Compare(other, paying) > 0 : later;
    }

    private static bool Admits(ReplayedBook replayed, GrantTerms terms, in Use use) =>
        terms.Scope.Admits(use) && Grant.IsFor(terms.Owner is { } owner ? replayed.Book.Members.GetValueOrDefault(owner) : null, use);

    private void Unholds(ReplayedBook replayed, Entry entry, in Transfer transfer)
    {
        if (transfer.Hold is null || !replayed.Book.Holds.TryGetValue(transfer.Hold, out var hold))
        {
            Fail(entry, transfer.From.Code, "a hold that is open", $"hold {transfer.Hold}");
            return;
        }

        var isCapture = transfer.To.Kind == AccountKind.Spent && !transfer.To.IsDecrement;
        for (var i = 0; i < hold.Portions.Count; i++)
        {
            var portion = hold.Portions[isCapture ? i : hold.Portions.Count - 1 - i];
            if (ReferenceEquals(portion.Grant.Held, transfer.From)) return;

            var left = ReplayedBook.LeftOf(hold, portion, _made);
            if (left > 0) Fail(entry, transfer.From.Code, $"{portion.Grant.Held.Code} first, which holds {left} for hold {hold.Terms.Id}", $"{transfer.Units} from {transfer.From.Code}");
        }
    }
}
