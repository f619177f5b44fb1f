namespace Farebox.Ledger;

/// <summary>Decides what rolls over of a grant when it expires.</summary>
internal static class RolloverDecisions
{
    /// <summary>Plans the rollover of a grant.</summary>
    /// <returns>The new grant, or <see langword="null"/> when nothing rolls over.</returns>
    public static GrantTerms? Decide(Book book, Grant grant, DateTimeOffset at, Draft draft)
    {
        var (terms, rollover) = (grant.Terms, grant.Terms.Rollover!);
        if (grant.HasEnded || Grant.Awaits(terms) && grant.PaysFrom > at) return null;
        if (terms.Generation >= rollover.GenerationsMax || IsForfeited(book, terms, rollover, at)) return null;

        var units = rollover.Of(terms.Units, grant.Wallet.Balance);
        if (units == 0) return null;

        var rolled = terms with
        {
            Id = Opening.NewId(book, RootOf(terms.Id, terms.Generation), $".r{terms.Generation + 1}"), Units = units, Source = GrantSource.Rollover,
            EffectiveAt = at, ExpiresAt = ExpiryOf(rollover, at), CostBasis = CostShare.Of(grant, units), From = terms.Id,
            Generation = terms.Generation + 1, Lendable = 0, Payment = GrantPayment.Settled,
            Rank = rollover.Order switch { RolloverOrder.First => -1, RolloverOrder.Last => 1, _ => 0 },
        };
        if (rollover is { CapOf: RolloverCapOf.Total, Cap: { } cap }) Trim(book, grant, cap - units, at, draft);
        GrantDecisions.Move(book, grant, rolled, at, draft);
        return rolled;
    }

    /// <summary>The oldest of what rolled over before gives way, until everything together fits the cap.</summary>
    private static void Trim(Book book, Grant rolling, long room, DateTimeOffset at, Draft draft)
    {
        var earlier = new List<Grant>();
        var total = 0L;
        foreach (var grant in book.WalletOf(rolling.Terms.Asset).Live)
        {
            if (grant == rolling || grant.Terms.Source != GrantSource.Rollover || grant.Terms.ExpiresAt <= at || grant.Owner != rolling.Owner || grant.Terms.Rollover is null) continue;
            earlier.Add(grant);
            total += grant.Wallet.Balance;
        }

        earlier.Sort(static (left, right) => left.Seq.CompareTo(right.Seq));
        foreach (var grant in earlier)
        {
            var trimmed = Math.Clamp(total - room, 0, grant.Wallet.Balance);
            draft.Move(grant.Wallet, book.AccountOf(AccountKind.Expired, "", grant.Terms.Asset), trimmed);
            total -= trimmed;
        }
    }

    private static bool IsForfeited(Book book, GrantTerms terms, RolloverTerms rollover, DateTimeOffset at) =>
        rollover.OnPlanChange == RolloverOnPlanChange.Forfeit && terms.Schedule is { } id
        && book.Schedules.TryGetValue(id, out var schedule) && schedule.HasEndedBy(at);

    private static DateTimeOffset? ExpiryOf(RolloverTerms rollover, DateTimeOffset at) =>
        rollover.NewExpiry is { } span ? Time.Cadence.After(at, span, TimeZoneInfo.FindSystemTimeZoneById(rollover.Zone)) : null;

    /// <summary>The id without what an earlier rollover put behind it.</summary>
    private static string RootOf(string id, int generation)
    {
        var suffix = $".r{generation}";
        return generation > 0 && id.EndsWith(suffix, StringComparison.Ordinal) ? id[..^suffix.Length] : id;
    }
}
