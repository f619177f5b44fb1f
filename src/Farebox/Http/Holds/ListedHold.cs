using Farebox.Ledger;

namespace Farebox.Http.Holds;

/// <summary>A hold as a listing shows it.</summary>
/// <param name="Seq">The entry that authorised it, which is the order of the list.</param>
/// <param name="Terms">What it is for, as it has grown and been extended since.</param>
/// <param name="Member">The path of its member.</param>
/// <param name="Remaining">What it still reserves.</param>
/// <param name="Status"><c>open</c>, <c>awaiting</c>, <c>settled</c>, <c>released</c>, <c>lapsed</c>, or <c>closed</c> when it can no longer be told which.</param>
internal sealed record ListedHold(long Seq, HoldTerms Terms, string Member, long Remaining, string Status)
{
    /// <summary>What open holds that draw from it have left.</summary>
    public long HandedOut { get; private init; }

    public static ListedHold Of(Hold hold) =>
        new(hold.Seq, hold.Terms, hold.Member.Path, hold.Remaining, hold.Terms.IsAwaiting ? "awaiting" : "open") { HandedOut = hold.HandedOut };
}
