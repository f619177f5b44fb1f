using Farebox.Ledger;

namespace Farebox.Postgres.Verification;

/// <summary>The conservation law, after every entry and for every grant that the entry touched.</summary>
internal sealed class ConservationRule() : ReplayRule("I-14",
    "At every entry and for every grant it touches: granted = available + pending expiry + held + spent + expired.")
{
    protected override void After(ReplayedBook replayed, Entry entry)
    {
        foreach (ref readonly var transfer in entry.Transfers.AsSpan())
        {
            if ((replayed.GrantOf(transfer.From) ?? replayed.GrantOf(transfer.To)) is not { } grant) continue;

            var accounted = (Int128)grant.Wallet.Balance + grant.Held.Balance + grant.Spent + grant.Expired;
            if (accounted != grant.Terms.Units) Fail(entry, $"grant {grant.Terms.Id}", $"{grant.Terms.Units} granted", $"{accounted} accounted for");
        }
    }
}
