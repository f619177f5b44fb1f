using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>Decides what a priced usage event debits: first its hold, then eligible grants in burn order, then the shortfall policy.</summary>
public static class UsageDecisions
{
    /// <summary>Plans the event's transfers, or refuses it whole.</summary>
    /// <param name="book">The book, brought to <paramref name="now"/>.</param>
    /// <param name="charges">One per meter that matched, in meter order.</param>
    /// <param name="use">Who used it and when; meter and model are each charge's own.</param>
    /// <param name="hold">The open hold it is captured from, if there is one.</param>
    /// <param name="final">Whether it settles that hold.</param>
    /// <param name="now">When it is recorded.</param>
    /// <param name="draft">Receives the transfers; left empty by a refusal.</param>
    public static UsageVerdict Decide(
        Book book, IReadOnlyList<Charge> charges, in Use use, Hold? hold, bool final, DateTimeOffset now, Draft draft)
    {
        var member = use.Member ?? book.Root;
        if (RefusedByLimit(charges, member, hold) is { } limited)
            return new(UsageMarks.None, "limit_exceeded", limited.Id);

        var marks = UsageMarks.None;
        for (var i = 0; i < charges.Count; i++)
        {
            var charge = charges[i];
            if (charge.Asset is not { } asset) continue;

            var uncovered = Debit(book, charge, asset, use, hold, now, draft);
            if (uncovered == 0) continue;
            if (charge.RejectOnShortfall)
            {
                draft.Clear();
                return new(UsageMarks.None, "insufficient_credit", null);
            }

            draft.Move(book.WalletOf(asset).DebtAccount, book.AccountOf(AccountKind.Spent, charge.Meter, asset), uncovered);
            marks |= UsageMarks.Debt;
        }

        if (final && hold is not null)
        {
            Burning.Release(book, hold, draft);
            Burning.SettleDebts(book.WalletOf(hold.Terms.Asset), draft, now);
        }

        return new(marks | OverLimit(charges, member, hold), null, null);
    }

    /// <summary>What could be debited of a charge without a debt, given what a draft has already planned.</summary>
    public static long Available(Book book, Charge charge, in Use use, Hold? hold, DateTimeOffset now, Draft planned)
    {
        if (charge.Asset is not { } asset) return 0;

        var held = hold is not null && hold.Terms.Asset == asset ? Burning.LeftOf(hold, planned) : 0;
        return held + book.WalletOf(asset).AvailableFor(use with { Meter = charge.Meter, Model = charge.Model }, now, planned);
    }

    /// <summary>Adds to a draft what a charge would take of the hold and of grants.</summary>
    public static void Plan(Book book, Charge charge, in Use use, Hold? hold, DateTimeOffset now, Draft planned)
    {
        if (charge.Asset is { } asset) Debit(book, charge, asset, use, hold, now, planned);
    }

    /// <summary>Plans an amount that is debited whatever there is: from eligible grants in burn order, and what they cannot cover as debt.</summary>
    /// <param name="book">The book, brought to <paramref name="now"/>.</param>
    /// <param name="use">Meter, model, member and time of the use.</param>
    /// <param name="asset">What is debited.</param>
    /// <param name="units">How much; zero or more.</param>
    /// <param name="now">When it is recorded.</param>
    /// <param name="draft">Receives the transfers.</param>
    /// <returns>What was left as debt.</returns>
    public static long Debit(Book book, in Use use, Asset asset, long units, DateTimeOffset now, Draft draft)
    {
        var spent = book.AccountOf(AccountKind.Spent, use.Meter!, asset);
        var uncovered = Burning.Spend(book.WalletOf(asset), draft, units, use, now, spent);
        draft.Move(book.WalletOf(asset).DebtAccount, spent, uncovered);
        return uncovered;
    }

    private static long Debit(Book book, Charge charge, Asset asset, in Use use, Hold? hold, DateTimeOffset now, Draft draft)
    {
        var spent = book.AccountOf(AccountKind.Spent, charge.Meter, asset);
        var uncovered = charge.Units;
        if (hold is not null && hold.Terms.Asset == asset) uncovered = Burning.Capture(hold, draft, uncovered, spent);
        if (uncovered == 0) return 0;

        var chargeUse = use with { Meter = charge.Meter, Model = charge.Model };
        return Burning.Spend(book.WalletOf(asset), draft, uncovered, chargeUse, now, spent);
    }

    /// <summary>Only meters that reject are stopped by a limit.</summary>
    private static Member? RefusedByLimit(IReadOnlyList<Charge> charges, Member member, Hold? hold)
    {
        for (var i = 0; i < charges.Count; i++)
        {
            if (charges[i] is not { RejectOnShortfall: true, Asset: { } asset }) continue;
            if (LimitedBy(charges, asset, member, hold) is { } limited) return limited;
        }

        return null;
    }

    private static UsageMarks OverLimit(IReadOnlyList<Charge> charges, Member member, Hold? hold)
    {
        for (var i = 0; i < charges.Count; i++)
        {
            if (charges[i].Asset is { } asset && LimitedBy(charges, asset, member, hold) is not null) return UsageMarks.OverLimit;
        }

        return UsageMarks.None;
    }

    /// <summary>
    /// The first member on the way up whose limit the event would pass. Whoever stands above the hold's member too gets back what the hold
    /// had counted: the event takes all of that, or less and then it adds nothing there.
    /// </summary>
    private static Member? LimitedBy(IReadOnlyList<Charge> charges, Asset asset, Member member, Hold? hold)
    {
        var total = TotalOf(charges, asset);
        var counted = hold is not null && hold.Terms.Asset == asset ? hold.Remaining : 0;
        for (var node = member; node is not null; node = node.Parent)
        {
            var more = counted > 0 && hold!.Member.IsWithin(node) ? total - counted : total;
            if (more > 0 && node.WouldPass(asset, more)) return node;
        }

        return null;
    }

    private static long TotalOf(IReadOnlyList<Charge> charges, Asset asset)
    {
        var total = 0L;
        for (var i = 0; i < charges.Count; i++)
        {
            if (charges[i].Asset == asset) total += charges[i].Units;
        }

        return total;
    }
}

/// <summary>What became of a priced event.</summary>
/// <param name="Marks">What a reader should know.</param>
/// <param name="Refusal"><c>limit_exceeded</c> or <c>insufficient_credit</c>; <see langword="null"/> when it is debited.</param>
/// <param name="LimitedMember">Whose limit refused it; empty for the account's own.</param>
public readonly record struct UsageVerdict(UsageMarks Marks, string? Refusal, string? LimitedMember);
