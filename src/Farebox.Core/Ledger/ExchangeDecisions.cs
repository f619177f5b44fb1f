using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>Plans exchanges: what is given leaves its grants for <c>exchange</c>, and a new grant is filled from there.</summary>
public static class ExchangeDecisions
{
    /// <summary>Plans what is given: of one grant, or of the account's pool in burn order. Only what may pay for anything is exchanged, and nothing that is held.</summary>
    /// <returns>What is missing; zero when all of it is there.</returns>
    public static long Give(Book book, Asset asset, long units, string? grant, DateTimeOffset now, LedgerAccount exchange, Draft draft)
    {
        if (grant is null) return Burning.Spend(book.WalletOf(asset), draft, units, new(null, null, book.Root, now), now, exchange);

        var from = book.Grants[grant].Wallet;
        var given = Math.Min(units, from.Balance);
        draft.Move(from, exchange, given);
        return units - given;
    }

    /// <summary>The shares of the cost basis that go with what is given, added up; nothing where nothing was paid.</summary>
    /// <returns>False when they are in several currencies.</returns>
    public static bool TryCost(Book book, Draft draft, out Amount? cost)
    {
        cost = null;
        foreach (ref readonly var transfer in draft.Transfers)
        {
            if (CostShare.Of(transfer.From.Grant!, transfer.Units) is not { } share) continue;
            if (cost is { } other && other.Asset != share.Asset) return false;
            cost = cost is { } sum ? Amount.FromUnits(share.Asset, sum.Units + share.Units) : share;
        }

        return true;
    }

    /// <summary>When the first of those expires that are given; nothing when none does.</summary>
    public static DateTimeOffset? SoonestExpiry(Book book, Draft draft)
    {
        DateTimeOffset? soonest = null;
        foreach (ref readonly var transfer in draft.Transfers)
        {
            if (transfer.From.Grant!.Terms.ExpiresAt is { } at && !(soonest <= at)) soonest = at;
        }

        return soonest;
    }

    /// <summary>Plans what is received, and the settlement of open debts it may pay.</summary>
    /// <returns>False when the ledger could not hold it.</returns>
    public static bool TryReceive(Book book, GrantTerms terms, DateTimeOffset now, Draft draft)
    {
        var exchange = book.AccountOf(AccountKind.Exchange, "", terms.Asset);
        if (Opening.IssuedOf(book, terms.Asset) + terms.Units - exchange.Balance > long.MaxValue) return false;

        draft.Move(exchange, book.AccountOf(AccountKind.Wallet, terms.Id, terms.Asset), terms.Units);
        Opening.SettleDebts(book, terms, now, draft);
        return true;
    }
}
