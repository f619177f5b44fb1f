using System.Collections.Immutable;

namespace Farebox.Ledger;

/// <summary>The order credit burns in: named keys, one after the other. Total, so two machines always burn the same grant.</summary>
/// <remarks>
/// What a rollover put first or last stands before or after everything else, whatever the keys say; and after all keys the id decides.
/// </remarks>
public sealed class BurnOrder : IComparer<Grant>, IComparer<GrantTerms>
{
    /// <summary>Keys one order may have.</summary>
    public const int KeysMax = 16;

    /// <summary>The name of an order that somebody put together.</summary>
    public const string OwnName = "custom";

    private readonly Comparison<BurnPlace>[] _comparisons;

    /// <summary>An order by keys.</summary>
    /// <param name="name">Of a preset, or <see cref="OwnName"/>.</param>
    /// <param name="keys">First to last; the id follows by itself.</param>
    public BurnOrder(string name, ImmutableArray<BurnKey> keys)
    {
        (Name, Keys) = (name, keys);
        _comparisons = [.. keys.Select(key => key.ToComparison())];
        IsByWhatIsLeft = keys.Any(key => key.By == BurnBy.Left);
    }

    /// <summary>Lower priority number, then soonest expiry, then free before paid, then lowest cost basis per unit, then oldest, then id.</summary>
    public static BurnOrder Default { get; } = new(
        "farebox", [new(BurnBy.Priority), new(BurnBy.ExpiresAt), new(BurnBy.Paid), new(BurnBy.CostBasis), new(BurnBy.EffectiveAt)]);

    /// <summary>Of a preset, or <see cref="OwnName"/>.</summary>
    public string Name { get; }

    /// <summary>First to last.</summary>
    public ImmutableArray<BurnKey> Keys { get; }

    /// <summary>Whether it changes with what grants have left.</summary>
    public bool IsByWhatIsLeft { get; }

    /// <summary>
    /// Whether a grant that a rollover put first comes last for a use all the same: what happened before the rollover burns the old rest,
    /// and whatever else may pay, before it.
    /// </summary>
    public static bool IsDeferred(GrantTerms terms, in Use use) => terms.Rank < 0 && use.OccurredAt < terms.EffectiveAt;

    /// <inheritdoc/>
    public int Compare(Grant? left, Grant? right) => Compare(BurnPlace.Of(left!), BurnPlace.Of(right!));

    /// <summary>Compares terms of the pool alone: a grant that has just been issued and spent nothing.</summary>
    public int Compare(GrantTerms? left, GrantTerms? right) => Compare(BurnPlace.Of(left!), BurnPlace.Of(right!));

    private int Compare(in BurnPlace left, in BurnPlace right)
    {
        var order = left.Terms.Rank.CompareTo(right.Terms.Rank);
        for (var i = 0; order == 0 && i < _comparisons.Length; i++) order = _comparisons[i](left, right);
        return order != 0 ? order : string.CompareOrdinal(left.Terms.Id, right.Terms.Id);
    }
}
