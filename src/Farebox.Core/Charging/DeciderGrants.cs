using Farebox.Ledger;

namespace Farebox.Charging;

/// <summary>Decisions on grants that exist: moves, removals, payments, and the order they burn in.</summary>
public sealed partial class Decider
{
    /// <summary>Why a grant cannot be opened as it stands, if it cannot.</summary>
    private static Decision? NotNew(Book book, GrantTerms terms)
    {
        if (terms.Id == RollUp.DebtGrant)
            return Decision.Reject("invalid_rule", $"Reports say '{RollUp.DebtGrant}' for use that no grant has paid. Choose another id for the grant.");
        if (book.Grants.ContainsKey(terms.Id))
            return Decision.Reject("already_exists", $"There is a grant '{terms.Id}' with other content. Choose another id.");
        if (book.FindTopUp(terms.Id) is not null)
            return Decision.Reject("already_exists", $"A purchase is called '{terms.Id}', and its credit will be. Choose another id.");
        if (terms.Owner is { } owner && !book.Members.ContainsKey(owner))
            return Decision.Reject("member_unknown", $"There is no member '{owner}' to own it. Add it first.");
        if (book.WalletOf(terms.Asset).Live.Count >= Book.LiveGrantsMax)
            return Decision.Reject("too_many_grants", $"A wallet has at most {Book.LiveGrantsMax} live grants.");

        return null;
    }

    private Decision Move(MoveUnits move, Book book, DateTimeOffset now)
    {
        if (!TryGrant(book, move.From, out var from, out var rejection)) return rejection;
        if (from.Terms.IsReserve || from.PaysFrom == DateTimeOffset.MaxValue)
            return Decision.Reject("grant_not_movable", $"Grant '{move.From}' may pay nothing yet: it waits to be released or paid for.");
        if (from.HasEnded || from.Terms.ExpiresAt <= now) return Ended(move.From);
        if (!TryUnitsOf(from, move.Asked.Amount, out var units, out rejection)) return rejection;

        var (asked, terms) = (move.Asked, from.Terms);
        if (asked.Reason == MoveReason.Loan && from.Lent + (Int128)units > terms.Lendable)
            return Decision.Reject("lending_exceeded", $"Grant '{move.From}' may lend no more: {Said(from, terms.Lendable)} in all, of which {Said(from, from.Lent)} is lent.");

        var isExtension = asked.Reason == MoveReason.Extension;
        var moved = terms with
        {
            Id = move.Id, Units = units, From = terms.Id, Owner = isExtension ? terms.Owner : asked.Owner,
            ExpiresAt = isExtension ? asked.ExpiresAt : terms.ExpiresAt, CostBasis = CostShare.Of(from, units),
            Payment = GrantPayment.Settled, Lendable = isExtension ? Math.Min(units, terms.Lendable - from.Lent) : 0,
        };
        if (moved.ExpiresAt <= now || moved.ExpiresAt <= moved.EffectiveAt) return Decision.Reject("expiry_in_past", "The credit would expire at or before now. Give it a later expires_at.");
        if (isExtension ? moved.ExpiresAt == terms.ExpiresAt : moved.Owner == terms.Owner)
            return Decision.Reject("nothing_to_move", isExtension ? "It expires then already." : "It belongs there already.");
        if (NotNew(book, moved) is { } refusal) return refusal;

        GrantDecisions.Move(book, from, moved, now, _draft);
        return Keep(move, book, now, EntryKind.Move, new UnitsMoved(asked.Reason, move.From, moved), _draft.ToArray(), parent: from.Owner);
    }

    private Decision Remove(RemoveUnits remove, Book book, DateTimeOffset now)
    {
        if (!TryGrant(book, remove.Grant, out var grant, out var rejection)) return rejection;
        if (grant.HasEnded) return Ended(remove.Grant);

        var units = grant.Wallet.Balance;
        if (remove.Amount is not null && !TryUnitsOf(grant, remove.Amount, out units, out rejection)) return rejection;
        if (remove.Removal == GrantRemoval.Decrement && (Int128)book.Root.UsedOf(grant.Terms.Asset) + units + grant.Held.Balance > long.MaxValue) return UseDoesNotFit;

        GrantDecisions.Remove(book, grant, remove.Removal, units, _draft);
        var body = new UnitsRemoved(remove.Grant, grant.Terms.Asset, remove.Removal, units, remove.Amount is null, remove.Reason);
        return Keep(remove, book, now, EntryKind.Removal, body, _draft.ToArray(), parent: grant.Owner);
    }

    private Decision Pay(MarkPaid paid, Book book, DateTimeOffset now)
    {
        if (!TryGrant(book, paid.Grant, out var grant, out var rejection)) return rejection;
        if (grant.Terms.Payment == GrantPayment.Settled || grant.PaidAt is not null) return Decision.Reject("nothing_owed", $"Nothing is owed for grant '{paid.Grant}'.");

        GrantDecisions.Pay(book, grant, now, _draft);
        return Keep(paid, book, now, EntryKind.Payment, new GrantPaid(paid.Grant, paid.Reference), _draft.ToArray(), parent: grant.Owner);
    }

    private static Decision Set(SetBurnOrder set, Book book, DateTimeOffset now) =>
        Keep(set, book, now, EntryKind.BurnOrder, new BurnOrderSet(set.Asset, set.Order), []);

    private static Decision Ended(string grant) =>
        Decision.Reject("grant_ended", $"Grant '{grant}' has expired or was removed. Grant credit anew.");

    private static bool TryGrant(Book book, string id, out Grant grant, out Decision rejection)
    {
        rejection = book.Grants.TryGetValue(id, out grant!) ? default : Decision.Reject("grant_unknown", $"The account has no grant '{id}'.");
        return grant is not null;
    }

    /// <summary>All that is not held, or so much of it.</summary>
    private static bool TryUnitsOf(Grant grant, string? amount, out long units, out Decision rejection)
    {
        (units, rejection) = (grant.Wallet.Balance, default);
        if (amount is not null && !TryUnits(amount, grant.Terms.Asset, out units, out rejection)) return false;
        if (units > 0 && units <= grant.Wallet.Balance) return true;

        rejection = Decision.Reject("amount_exceeds_grant", $"Grant '{grant.Terms.Id}' has {Said(grant, grant.Wallet.Balance)} left that is not held.");
        return false;
    }

    private static string Said(Grant grant, long units) => $"{Money.DecimalText.Format(units, grant.Terms.Asset.Scale)} {grant.Terms.Asset.Code}";
}
