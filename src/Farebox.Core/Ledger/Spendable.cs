using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>What somebody may still spend of an asset at an instant.</summary>
/// <param name="Available">
/// The sum of the live grants that may pay, and no more than any limit on the way up leaves; never below zero. The account itself is
/// asked for the whole wallet, as its balances show it.
/// </param>
/// <param name="Granted">What those grants were granted, and no more than any limit on the way up.</param>
public readonly record struct Spendable(long Available, long Granted)
{
    /// <summary>Reads it off a book. <see langword="null"/> while nothing was ever granted, for then there is nothing to run out of.</summary>
    public static Spendable? Of(Book book, Member member, Asset asset, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(member);

        var wallet = book.WalletOf(asset);
        if (wallet.Live.Count == 0 && !book.Grants.Values.Any(grant => grant.Terms.Asset == asset)) return null;

        var (available, granted) = (0L, 0L);
        var use = new Use(null, null, member, at);
        foreach (var grant in wallet.Live)
        {
            if (grant.PaysFrom > at || grant.Terms.ExpiresAt <= at || grant.HasEnded) continue;
            if (!member.IsAccount && !(Grant.IsFor(grant.Owner, use) && AdmitsMember(grant.Terms.Scope, use))) continue;

            available += grant.Wallet.Balance;
            granted += grant.Terms.Units;
        }

        return Within(member, asset, available, granted);
    }

    private static Spendable Within(Member member, Asset asset, long available, long granted)
    {
        for (var node = member; node is not null; node = node.Parent)
        {
            if (node.Uses.FirstOrDefault(use => use.Asset == asset) is not { Limit: { } limit } use) continue;

            available = Math.Min(available, Math.Max(0, limit - use.Used));
            granted = Math.Min(granted, limit);
        }

        return new(available, granted);
    }

    /// <summary>A grant for some meters only still is the member's to spend.</summary>
    private static bool AdmitsMember(GrantScope scope, in Use use) => (scope with { Meters = [], Models = [] }).Admits(use);
}
