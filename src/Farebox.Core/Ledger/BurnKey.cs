using System.Collections.Immutable;

namespace Farebox.Ledger;

/// <summary>What a key of a burn order looks at. The words are on the wire and in the journal.</summary>
public enum BurnBy
{
    /// <summary>The priority number; lowest first.</summary>
    Priority,

    /// <summary>Soonest expiry first; without expiry last.</summary>
    ExpiresAt,

    /// <summary>The same, fractions of a second left out.</summary>
    ExpiresAtSecond,

    /// <summary>Free before paid for, as the source says.</summary>
    Paid,

    /// <summary>Sources in the order that the key lists; those it does not list come after, as equals.</summary>
    Source,

    /// <summary>A member's own before its team's, and the account's pool last: the owner nearest to the use first.</summary>
    Owner,

    /// <summary>Lowest cost basis per unit first; without one before any.</summary>
    CostBasis,

    /// <summary>What cost nothing before what cost something, however much.</summary>
    ZeroCost,

    /// <summary>Fewest meters it may pay for first; for any meter last.</summary>
    Meters,

    /// <summary>Fewest models it may pay for first; for any model last.</summary>
    Models,

    /// <summary>Earliest effective first.</summary>
    EffectiveAt,

    /// <summary>First granted first, by the entry that granted it.</summary>
    Granted,

    /// <summary>Smallest amount granted first.</summary>
    Amount,

    /// <summary>Least left first, as of the entry before.</summary>
    Left,

    /// <summary>By id, ordinal.</summary>
    Id,

    /// <summary>What cannot roll over first.</summary>
    RollsOver,
}

/// <summary>One key of a burn order.</summary>
/// <param name="By">What it looks at.</param>
/// <param name="IsDescending">Whether the other way round.</param>
public sealed record BurnKey(BurnBy By, bool IsDescending = false)
{
    private static readonly string[] Words =
    [
        "priority", "expires_at", "expires_at_second", "paid", "source", "owner", "cost_basis", "zero_cost", "meters", "models",
        "effective_at", "granted", "amount", "left", "id", "rolls_over",
    ];

    /// <summary>The words in the order of <see cref="BurnBy"/>.</summary>
    public static IReadOnlyList<string> AllWords => Words;

    /// <summary>The sources a key <see cref="BurnBy.Source"/> puts first, in order.</summary>
    public ImmutableArray<GrantSource> Sources { get; init; } = [];

    /// <summary>Its word.</summary>
    public string Word => Words[(int)By];

    /// <summary>Reads a word; ordinal, no aliases.</summary>
    public static bool TryParse(string word, out BurnBy by)
    {
        var index = Array.IndexOf(Words, word);
        by = (BurnBy)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>Compares the sources element by element.</summary>
    public bool Equals(BurnKey? other) =>
        other is not null && By == other.By && IsDescending == other.IsDescending && Sources.SequenceEqual(other.Sources);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(By, IsDescending, Sources.Length);

    internal Comparison<BurnPlace> ToComparison()
    {
        Comparison<BurnPlace> ascending = By switch
        {
            BurnBy.Priority => static (left, right) => left.Terms.Priority.CompareTo(right.Terms.Priority),
            BurnBy.ExpiresAt => static (left, right) => left.ExpiresAt.CompareTo(right.ExpiresAt),
            BurnBy.ExpiresAtSecond => static (left, right) => (left.ExpiresAt.UtcTicks / TimeSpan.TicksPerSecond).CompareTo(right.ExpiresAt.UtcTicks / TimeSpan.TicksPerSecond),
            BurnBy.Paid => static (left, right) => left.Terms.Source.IsPaid().CompareTo(right.Terms.Source.IsPaid()),
            BurnBy.Source => (left, right) => PlaceOf(left.Terms.Source).CompareTo(PlaceOf(right.Terms.Source)),
            BurnBy.Owner => static (left, right) => right.OwnerDepth.CompareTo(left.OwnerDepth),
            BurnBy.CostBasis => static (left, right) => BurnPlace.CompareCostBasis(left.Terms, right.Terms),
            BurnBy.ZeroCost => static (left, right) => (left.Terms.CostBasis is { Units: > 0 }).CompareTo(right.Terms.CostBasis is { Units: > 0 }),
            BurnBy.Meters => static (left, right) => BurnPlace.WidthOf(left.Terms.Scope.Meters).CompareTo(BurnPlace.WidthOf(right.Terms.Scope.Meters)),
            BurnBy.Models => static (left, right) => BurnPlace.WidthOf(left.Terms.Scope.Models).CompareTo(BurnPlace.WidthOf(right.Terms.Scope.Models)),
            BurnBy.EffectiveAt => static (left, right) => left.Terms.EffectiveAt.CompareTo(right.Terms.EffectiveAt),
            BurnBy.Granted => static (left, right) => left.Seq.CompareTo(right.Seq),
            BurnBy.Amount => static (left, right) => left.Terms.Units.CompareTo(right.Terms.Units),
            BurnBy.Left => static (left, right) => left.Left.CompareTo(right.Left),
            BurnBy.Id => static (left, right) => string.CompareOrdinal(left.Terms.Id, right.Terms.Id),
            BurnBy.RollsOver => static (left, right) => (left.Terms.Rollover is not null).CompareTo(right.Terms.Rollover is not null),
            _ => throw new ArgumentOutOfRangeException(nameof(By), By, "Not a key of a burn order."),
        };
        return IsDescending ? (left, right) => ascending(right, left) : ascending;
    }

    private int PlaceOf(GrantSource source) => Sources.IndexOf(source) is var index && index >= 0 ? index : Sources.Length;
}

/// <summary>What a burn order sees of a grant.</summary>
internal readonly record struct BurnPlace(GrantTerms Terms, int OwnerDepth, long Seq, long Left)
{
    public DateTimeOffset ExpiresAt => Terms.ExpiresAt ?? DateTimeOffset.MaxValue;

    public static BurnPlace Of(Grant grant) => new(grant.Terms, DepthOf(grant.Owner), grant.Seq, grant.Wallet.Balance);

    public static BurnPlace Of(GrantTerms terms) => new(terms, 0, 0, terms.Units);

    public static int WidthOf(ImmutableArray<string> names) => names.IsEmpty ? int.MaxValue : names.Length;

    /// <summary>Compares basis ÷ units exactly, by cross-multiplication. Bases in different currencies are ordered by currency code, for want of a rate.</summary>
    public static int CompareCostBasis(GrantTerms left, GrantTerms right)
    {
        if (left.CostBasis is not { Units: > 0 } a) return right.CostBasis is { Units: > 0 } ? -1 : 0;
        if (right.CostBasis is not { Units: > 0 } b) return 1;

        var currency = string.CompareOrdinal(a.Asset.Code, b.Asset.Code);
        return currency != 0 ? currency : ((Int128)a.Units * right.Units).CompareTo((Int128)b.Units * left.Units);
    }

    private static int DepthOf(Member? owner)
    {
        var depth = 0;
        for (var node = owner; node is { IsAccount: false }; node = node.Parent) depth++;
        return depth;
    }
}
