using Farebox.Ledger;

namespace Farebox.Postgres.Verification;

/// <summary>Decisions on grants: what moved is what the entry says, and a new grant has its share of the cost basis.</summary>
internal sealed partial class LegalRunRule
{
    private void LookAtGrants(ReplayedBook replayed, Entry entry)
    {
        if (entry.Body.Opens is { } terms) LookAtOpened(replayed, entry, terms);
        switch (entry.Body)
        {
            case UnitsRemoved removed:
                LookAtRemoved(replayed, entry, removed);
                break;
            case SeatsSet seats:
                Same(entry, $"schedule {seats.Schedule}, taken back", seats.Units, Moved(AccountKind.Wallet, AccountKind.Revoked));
                break;
            case ScheduleEnded ended:
                Same(entry, $"schedule {ended.Schedule}, taken back", ended.Units, Moved(AccountKind.Wallet, AccountKind.Revoked));
                break;
        }
    }

    private void LookAtOpened(ReplayedBook replayed, Entry entry, GrantTerms terms)
    {
        if (replayed.Book.Grants.ContainsKey(terms.Id)) Fail(entry, $"grant {terms.Id}", "a new grant", "one that is there already");
        var isMove = terms.From is not null;
        Same(entry, $"grant {terms.Id}", terms.Units, Moved(isMove ? AccountKind.Wallet : AccountKind.Issued, AccountKind.Wallet));
        if (!isMove || replayed.Book.Grants.GetValueOrDefault(terms.From!) is not { } from) return;

        Same(entry, $"grant {terms.Id}, its share of the cost basis", CostShare.Of(from, terms.Units)?.Units ?? 0, terms.CostBasis?.Units ?? 0);
        if (entry.Body is FellDue { Item.Kind: DueKind.Rollover } && from.Terms.Rollover is { } rollover && terms.Units > rollover.Of(from.Terms.Units, from.Wallet.Balance))
            Fail(entry, $"grant {terms.Id}", $"at most {rollover.Of(from.Terms.Units, from.Wallet.Balance)}, by the terms of {terms.From}", $"{terms.Units}");
    }

    private void LookAtRemoved(ReplayedBook replayed, Entry entry, UnitsRemoved removed)
    {
        var taken = 0L;
        foreach (ref readonly var transfer in _made.Transfers) taken += transfer.Units;
        Same(entry, $"grant {removed.Grant}, removed", removed.Units, taken);
        if (removed.IsWhole && replayed.Book.Grants.GetValueOrDefault(removed.Grant) is { } grant) Same(entry, $"grant {removed.Grant}, left", 0, _made.BalanceOf(grant.Wallet));
    }
}
