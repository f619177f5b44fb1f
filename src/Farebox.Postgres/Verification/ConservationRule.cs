using Farebox.Ledger;

namespace Farebox.Postgres.Verification;

/// <summary>The conservation law, after every entry and for every grant that the entry touched.</summary>
internal sealed class ConservationRule() : ReplayRule("I-14",
    "At every entry and for every grant it touches: granted + moved in = available + pending expiry + held + spent + expired + revoked + moved out.")
{
    protected override void After(ReplayedBook replayed, Entry entry)
    {
        foreach (ref readonly var transfer in entry.Transfers.AsSpan())
        {
            Look(entry, replayed.GrantOf(transfer.From));
            Look(entry, replayed.GrantOf(transfer.To));
        }
    }

    private void Look(Entry entry, Grant? grant)
    {
        if (grant is null) return;

        var accounted = (Int128)grant.Wallet.Balance + grant.Held.Balance + grant.Spent + grant.Expired + grant.Revoked + grant.MovedOut;
        if (accounted != grant.Terms.Units) Fail(entry, $"grant {grant.Terms.Id}", $"{grant.Terms.Units} granted", $"{accounted} accounted for");
    }
}
