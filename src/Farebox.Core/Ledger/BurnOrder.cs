namespace Farebox.Ledger;

/// <summary>The order credit burns in. Total, so two machines always burn the same grant.</summary>
public static class BurnOrder
{
    /// <summary>Lower priority number, then soonest expiry, then free before paid, then lowest cost basis per unit, then oldest, then id.</summary>
    public static Comparer<GrantTerms> Default { get; } = Comparer<GrantTerms>.Create(Compare);

    private static int Compare(GrantTerms left, GrantTerms right)
    {
        var order = left.Priority.CompareTo(right.Priority);
        if (order != 0) return order;
        order = (left.ExpiresAt ?? DateTimeOffset.MaxValue).CompareTo(right.ExpiresAt ?? DateTimeOffset.MaxValue);
        if (order != 0) return order;
        order = left.Source.IsPaid().CompareTo(right.Source.IsPaid());
        if (order != 0) return order;
        order = CompareCostBasis(left, right);
        if (order != 0) return order;
        order = left.EffectiveAt.CompareTo(right.EffectiveAt);
        return order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);
    }

    /// <summary>Compares basis ÷ units exactly, by cross-multiplication. Bases in different currencies are ordered by currency code, for want of a rate.</summary>
    private static int CompareCostBasis(GrantTerms left, GrantTerms right)
    {
        if (left.CostBasis is not { Units: > 0 } a) return right.CostBasis is { Units: > 0 } ? -1 : 0;
        if (right.CostBasis is not { Units: > 0 } b) return 1;

        var currency = string.CompareOrdinal(a.Asset.Code, b.Asset.Code);
        return currency != 0 ? currency : ((Int128)a.Units * right.Units).CompareTo((Int128)b.Units * left.Units);
    }
}
