namespace Farebox.Ledger;

/// <summary>The kinds of thing that fall due by themselves, in the order they run at one instant.</summary>
public enum DueKind
{
    /// <summary>A hold's time ran out.</summary>
    Lapse,

    /// <summary>A part of a reserve is released.</summary>
    Release,

    /// <summary>A grant that rolls over has expired.</summary>
    Rollover,

    /// <summary>A grant's grace after its expiry ended.</summary>
    Expiry,

    /// <summary>A period of a schedule began.</summary>
    Renewal,

    /// <summary>A grant became effective.</summary>
    Effective,

    /// <summary>Somebody wants to be told of what is so from now on, or will soon be. Nothing moves.</summary>
    Notice,

    /// <summary>Credit may have to be bought.</summary>
    TopUp,
}

/// <summary>Something that falls due at an instant.</summary>
public readonly record struct DueItem(DateTimeOffset At, DueKind Kind, string Id) : IComparable<DueItem>
{
    /// <summary>By instant, then kind, then id.</summary>
    public int CompareTo(DueItem other)
    {
        var order = At.CompareTo(other.At);
        if (order == 0) order = ((int)Kind).CompareTo((int)other.Kind);
        return order != 0 ? order : string.CompareOrdinal(Id, other.Id);
    }
}
