using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Http.Accounts;

/// <summary>What a member may spend now, and what bounds it.</summary>
/// <param name="Member">Empty for the account itself.</param>
/// <param name="Path">Where it stands in the tree.</param>
/// <param name="Wallets">One per asset.</param>
/// <param name="Limits">Every limit on its way up, its own first.</param>
internal sealed record SpendingPower(string Member, string Path, IReadOnlyList<WalletPower> Wallets, IReadOnlyList<PowerLimit> Limits)
{
    /// <param name="book">The account.</param>
    /// <param name="member">Who asks.</param>
    /// <param name="meter">The meter of the work, if it is known: then credit and limits of that meter count.</param>
    /// <param name="model">The model of the work, if it is known.</param>
    /// <param name="now">When.</param>
    public static SpendingPower Of(Book book, Member member, string? meter, string? model, DateTimeOffset now)
    {
        var limits = LimitsOf(member, meter, model, now).ToArray();
        var use = new Use(meter, model, member, now);
        return new(member.Id, member.Path, [.. book.Wallets.Values.OrderBy(wallet => wallet.Asset.Code, StringComparer.Ordinal).Select(wallet => PowerOf(wallet, use, limits))], limits);
    }

    private static WalletPower PowerOf(Wallet wallet, in Use use, PowerLimit[] limits)
    {
        Int128 own = 0, pool = 0;
        foreach (var grant in wallet.Live)
        {
            if (!grant.MayPay(use, use.OccurredAt)) continue;
            if (grant.Owner is null && grant.Terms.Scope.Members.IsEmpty) pool += grant.Wallet.Balance;
            else own += grant.Wallet.Balance;
        }

        var (spendable, bound) = (own + pool, (string?)null);
        foreach (var limit in limits)
        {
            if (limit.State.Terms is not { IsHard: true, Measure: LimitMeasure.Spend } terms || terms.Asset != wallet.Asset) continue;

            var left = Int128.Max(0, terms.Max - limit.State.Used);
            if (left < spendable) (spendable, bound) = (left, terms.Id);
        }

        return wallet.Debts.Count > 0
            ? new(wallet.Asset, own, pool, -(Int128)wallet.DebtAccount.Balance, 0, "debt")
            : new(wallet.Asset, own, pool, 0, spendable, bound);
    }

    /// <summary>Total limits as if they had names, and the named ones that count such work.</summary>
    private static IEnumerable<PowerLimit> LimitsOf(Member member, string? meter, string? model, DateTimeOffset now)
    {
        for (var node = member; node is not null; node = node.Parent)
        {
            foreach (var use in node.Uses)
            {
                if (use.Limit is not { } max) continue;
                var id = LimitTerms.TotalPrefix + use.Asset.Code + (node.IsAccount ? "" : ":" + node.Id);
                yield return new(new(new() { Id = id, Member = node.Id, Measure = LimitMeasure.Spend, Asset = use.Asset, Max = max }, use.Used, null, null));
            }

            foreach (var limit in node.Limits)
            {
                if (limit.Terms.Measure != LimitMeasure.Margin && (limit.Terms.Meter is null || limit.Terms.Meter == meter) && (limit.Terms.Model is null || limit.Terms.Model == model))
                    yield return new(LimitState.Of(limit, now));
            }
        }
    }
}

/// <summary>What of one asset a member may spend.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Own">Left of grants that belong to it or somebody above it, or are scoped to them.</param>
/// <param name="Pool">Left of grants for everybody.</param>
/// <param name="Debt">What the wallet owes: while it does, nothing can be held.</param>
/// <param name="Spendable">The most that could be held now.</param>
/// <param name="BoundBy">The limit that leaves the least, where that is less than the credit; <c>debt</c> where there is one.</param>
internal sealed record WalletPower(Asset Asset, Int128 Own, Int128 Pool, Int128 Debt, Int128 Spendable, string? BoundBy);

/// <summary>A limit on the way up.</summary>
internal sealed record PowerLimit(LimitState State);
