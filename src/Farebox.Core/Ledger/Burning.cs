namespace Farebox.Ledger;

/// <summary>Plans which grants pay. Pure: the book changes only when the entry is applied.</summary>
internal static class Burning
{
    /// <summary>Spends up to <paramref name="units"/> from eligible grants in burn order.</summary>
    /// <returns>What no grant could cover.</returns>
    public static long Spend(Wallet wallet, Draft draft, long units, in Use use, DateTimeOffset now, LedgerAccount spent)
    {
        var isDeferred = false;
        var live = wallet.LiveAfter(draft);
        for (var i = 0; i < live.Count && units > 0; i++)
        {
            var grant = live[i];
            if (!grant.MayPay(use, now)) continue;
            if (grant.Terms.Rank < 0 && BurnOrder.IsDeferred(grant.Terms, use))
            {
                isDeferred = true;
                continue;
            }

            var drawn = Math.Min(units, draft.BalanceOf(grant.Wallet));
            draft.Move(grant.Wallet, spent, drawn);
            units -= drawn;
        }

        return isDeferred && units > 0 ? SpendDeferred(wallet, draft, units, use, now, spent) : units;
    }

    private static long SpendDeferred(Wallet wallet, Draft draft, long units, in Use use, DateTimeOffset now, LedgerAccount spent)
    {
        var live = wallet.LiveAfter(draft);
        for (var i = 0; i < live.Count && units > 0; i++)
        {
            var grant = live[i];
            if (!BurnOrder.IsDeferred(grant.Terms, use) || !grant.MayPay(use, now)) continue;

            var drawn = Math.Min(units, draft.BalanceOf(grant.Wallet));
            draft.Move(grant.Wallet, spent, drawn);
            units -= drawn;
        }

        return units;
    }

    /// <summary>Reserves exactly <paramref name="units"/> for a hold; the caller has seen that they are there.</summary>
    public static void Reserve(Wallet wallet, Draft draft, long units, in Use use, DateTimeOffset now, string hold)
    {
        for (var i = 0; i < wallet.Live.Count && units > 0; i++)
        {
            var grant = wallet.Live[i];
            if (!grant.MayPay(use, now)) continue;

            var drawn = Math.Min(units, draft.BalanceOf(grant.Wallet));
            draft.Move(grant.Wallet, grant.Held, drawn, hold);
            units -= drawn;
        }

        if (units != 0) throw new InvalidOperationException($"Hold {hold} is short of {units}.");
    }

    /// <summary>Spends up to <paramref name="units"/> of what a hold reserves, in the order it was reserved.</summary>
    /// <returns>What the hold could not cover.</returns>
    public static long Capture(Hold hold, Draft draft, long units, LedgerAccount spent)
    {
        for (var i = 0; i < hold.Portions.Count && units > 0; i++)
        {
            var portion = hold.Portions[i];
            var taken = Math.Min(units, LeftOf(hold, portion, draft));
            draft.Move(portion.Grant.Held, spent, taken, hold.Terms.Id);
            units -= taken;
        }

        return units;
    }

    /// <summary>Frees what a hold still reserves, last reserved first; what has expired meanwhile does not come back.</summary>
    /// <returns>How much was freed.</returns>
    public static long Release(Book book, Hold hold, Draft draft)
    {
        var freed = 0L;
        for (var i = hold.Portions.Count - 1; i >= 0; i--)
        {
            var portion = hold.Portions[i];
            var left = LeftOf(hold, portion, draft);
            draft.Move(portion.Grant.Held, ReturnOf(book, portion.Grant), left, hold.Terms.Id);
            freed += left;
        }

        return freed;
    }

    /// <summary>Where what is freed of a grant goes: back, or where all of it went when it was removed or expired.</summary>
    internal static LedgerAccount ReturnOf(Book book, Grant grant)
    {
        if (grant.Removed is { } removal) return removal.AccountOf(book, grant.Terms.Asset);
        return grant.IsExpired ? book.AccountOf(AccountKind.Expired, "", grant.Terms.Asset) : grant.Wallet;
    }

    /// <summary>Pays open debts of a wallet with whatever has become available, oldest debt first, grants in burn order.</summary>
    /// <remarks>A grant past its expiry instant settles no debt: its rest is kept for use that occurred before.</remarks>
    public static void SettleDebts(Wallet wallet, Draft draft, DateTimeOffset now)
    {
        if (wallet.Debts.Count == 0) return;

        var live = wallet.LiveAfter(draft);
        var (left, total) = LeftOf(live, draft);
        foreach (var debt in wallet.Debts)
        {
            if (total == 0) return;

            var owed = OwedOf(debt, draft);
            var use = new Use(debt.Meter, debt.Model, debt.Member, now);
            for (var i = 0; i < left.Length && owed > 0; i++)
            {
                if (left[i] == 0 || !live[i].MayPay(use, now)) continue;

                var paid = Math.Min(owed, left[i]);
                draft.Move(live[i].Wallet, wallet.DebtAccount, paid, debt: debt.Key);
                (owed, left[i], total) = (owed - paid, left[i] - paid, total - paid);
            }
        }
    }

    /// <summary>What each live grant has left, asked once, because a long list of debts would ask it for every one.</summary>
    private static (long[] Left, long Total) LeftOf(IReadOnlyList<Grant> live, Draft draft)
    {
        var left = new long[live.Count];
        var total = 0L;
        for (var i = 0; i < left.Length; i++) total += left[i] = draft.BalanceOf(live[i].Wallet);
        return (left, total);
    }

    /// <summary>What a debt still is once everything planned so far is applied.</summary>
    public static long OwedOf(Debt debt, Draft draft)
    {
        var owed = debt.Units;
        foreach (ref readonly var transfer in draft.Transfers)
        {
            if (transfer.Debt is not null && transfer.Debt == debt.Key) owed -= transfer.Units;
        }

        return owed;
    }

    /// <summary>What a hold still reserves once everything planned so far is applied.</summary>
    public static long LeftOf(Hold hold, Draft draft)
    {
        var left = 0L;
        foreach (var portion in hold.Portions) left += LeftOf(hold, portion, draft);
        return left;
    }

    private static long LeftOf(Hold hold, HoldPortion portion, Draft draft)
    {
        var left = portion.Units;
        foreach (ref readonly var transfer in draft.Transfers)
        {
            if (ReferenceEquals(transfer.From, portion.Grant.Held) && transfer.Hold == hold.Terms.Id) left -= transfer.Units;
        }

        return left;
    }
}
