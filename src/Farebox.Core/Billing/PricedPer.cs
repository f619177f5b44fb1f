namespace Farebox.Billing;

/// <summary>What a charge prices at once. The same use may cost differently by it, so it is a term of the charge.</summary>
public enum PricedPer
{
    /// <summary>The quantity of the whole period: tiers and packages fill up over it. Or the buckets of the meter's aggregation.</summary>
    Period,

    /// <summary>Every event by itself: a minimum per start, a request that passes a bound, the price of a clip.</summary>
    Event,

    /// <summary>Every hour by itself.</summary>
    Hour,

    /// <summary>Every day of the plan's time zone by itself.</summary>
    Day,
}

/// <summary>The words for it, as plan files have them.</summary>
public static class PricedPers
{
    public static readonly string[] Names = ["period", "event", "hour", "day"];

    public static string NameOf(PricedPer per) => Names[(int)per];
}
