using Farebox.Ledger;

namespace Farebox.Charging;

/// <summary>Decisions on credit that is bought by itself.</summary>
public sealed partial class Decider
{
    private static Decision Set(SetTopUpRule set, Book book, DateTimeOffset now)
    {
        if (set.Rule is null && book.FindTopUpRule(set.Asset.Code)?.Rule is null)
            return Decision.Reject("top_up_rule_unknown", $"There is no top-up rule for {set.Asset.Code}.");

        return Keep(set, book, now, EntryKind.TopUp, new TopUpRuleSet(set.Asset, set.Rule), []);
    }

    /// <summary>Money that was paid is never turned away: not for a rule that is gone, not for a failure that was heard of first, and not for the number of grants.</summary>
    private Decision Settle(SettleTopUp settle, Book book, DateTimeOffset now)
    {
        if (book.FindTopUp(settle.Id) is not { } topUp) return Decision.Reject("top_up_unknown", $"The account has no top-up '{settle.Id}'.");
        if (!settle.IsPaid)
        {
            return topUp.State == TopUpState.Paid
                ? Decision.Reject("top_up_paid", $"Top-up '{settle.Id}' was paid, and its credit was granted.")
                : Keep(settle, book, now, EntryKind.TopUp, new TopUpSettled(settle.Id, null, settle.Note), []);
        }

        var terms = topUp.TermsAt(now);
        if (!GrantDecisions.TryIssue(book, terms, now, _draft))
            return Decision.Reject("amount_overflow", "All grants of this asset together would not fit the ledger.");

        return Keep(settle, book, now, EntryKind.TopUp, new TopUpSettled(settle.Id, terms, settle.Note), _draft.ToArray());
    }

    private static Entry Decide(Book book, DueItem item, Guid identity, DateTimeOffset now) => new()
    {
        BookId = book.Id, Seq = book.Seq + 1, Key16 = identity, Content16 = identity, Kind = EntryKind.TopUp, Status = EntryStatus.Recorded,
        OccurredAt = item.At, RecordedAt = now, Member = "", Body = TopUpDecisions.Decide(book, item), Transfers = [],
    };
}
