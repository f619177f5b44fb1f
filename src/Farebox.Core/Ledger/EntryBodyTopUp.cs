using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>A top-up rule was set, replacing one for the same asset, or removed.</summary>
/// <param name="Asset">What is bought.</param>
/// <param name="Rule">The rule; <see langword="null"/> when it was removed.</param>
public sealed record TopUpRuleSet(Asset Asset, TopUpRule? Rule) : EntryBody;

/// <summary>It was decided whether to buy.</summary>
/// <param name="Item">What called for the decision.</param>
/// <param name="TopUp">What is bought; <see langword="null"/> when nothing is.</param>
/// <param name="Reason">Why nothing is: <c>not_needed</c>, <c>cap_reached</c>, <c>does_not_fit</c>; empty when something is.</param>
public sealed record TopUpDecided(DueItem Item, TopUp? TopUp, string Reason) : EntryBody;

/// <summary>It became known how a purchase ended.</summary>
/// <param name="Id">The purchase.</param>
/// <param name="Grant">What it became; <see langword="null"/> when the payment failed.</param>
/// <param name="Note">Why it failed, or how the provider calls the payment.</param>
public sealed record TopUpSettled(string Id, GrantTerms? Grant, string Note) : EntryBody
{
    /// <inheritdoc/>
    public override GrantTerms? Opens => Grant;
}
