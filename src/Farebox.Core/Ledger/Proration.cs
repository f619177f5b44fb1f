using Farebox.Time;

namespace Farebox.Ledger;

/// <summary>How a grant for part of a period is cut down. The words are on the wire and in the journal.</summary>
/// <param name="Basis">What the parts of a period are counted in.</param>
/// <param name="First">Whether a first period that does not begin with the cadence is cut.</param>
/// <param name="Last">Whether a last period that ends before the cadence does is cut.</param>
/// <param name="Rounding">What becomes of a fraction of a smallest unit.</param>
public sealed record Proration(ProrationBasis Basis, bool First, bool Last, ProrationRounding Rounding)
{
    /// <summary>Every period is granted whole.</summary>
    public static Proration None { get; } = new(ProrationBasis.Whole, false, false, ProrationRounding.Down);

    /// <summary>The words of <see cref="ProrationBasis"/>, in its order.</summary>
    public static readonly IReadOnlyList<string> Bases = ["whole", "day", "second"];

    /// <summary>The words of <see cref="ProrationRounding"/>, in its order.</summary>
    public static readonly IReadOnlyList<string> Roundings = ["down", "half_up", "up"];

    /// <summary>The part of an amount that falls on a part of a period.</summary>
    /// <param name="units">Of the whole period, in smallest units.</param>
    /// <param name="part">The part; within <paramref name="period"/>.</param>
    /// <param name="period">The whole period.</param>
    /// <param name="zone">Whose days are counted, where days are.</param>
    public long Of(long units, Period part, Period period, TimeZoneInfo zone)
    {
        if (Basis == ProrationBasis.Whole || part == period) return units;

        var (numerator, denominator) = Share(part, period, zone);
        var (quotient, rest) = Int128.DivRem(units * numerator, denominator);
        return (long)(quotient + Rounding switch
        {
            ProrationRounding.Up => rest > 0 ? 1 : 0,
            ProrationRounding.HalfUp => 2 * rest >= denominator ? 1 : 0,
            _ => 0,
        });
    }

    /// <summary>A day counts from its first instant in the part on: the day of a change is counted, the day of an end is not.</summary>
    private (Int128 Part, Int128 Whole) Share(Period part, Period period, TimeZoneInfo zone)
    {
        if (Basis == ProrationBasis.Second) return ((part.End - part.Start).Ticks / TimeSpan.TicksPerSecond, (period.End - period.Start).Ticks / TimeSpan.TicksPerSecond);

        var (first, end) = (LocalDays.Number(period.Start, zone), LocalDays.Number(period.End, zone));
        var (from, to) = (LocalDays.Number(part.Start, zone), LocalDays.Number(part.End, zone));
        return (Math.Clamp(to, first, end) - Math.Clamp(from, first, end), Math.Max(1, end - first));
    }
}

/// <summary>What a proration counts in.</summary>
public enum ProrationBasis
{
    /// <summary>It does not: a part is granted as the whole.</summary>
    Whole,

    /// <summary>Local calendar days.</summary>
    Day,

    /// <summary>Seconds.</summary>
    Second,
}

/// <summary>What a proration does with a fraction of a smallest unit.</summary>
public enum ProrationRounding
{
    /// <summary>Leaves it out.</summary>
    Down,

    /// <summary>Half and more is one.</summary>
    HalfUp,

    /// <summary>Makes it one.</summary>
    Up,
}
