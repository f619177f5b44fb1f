using System.Numerics;

namespace Farebox.Ledger;

/// <summary>Says how long credit lasts if it goes on being used as it was: a forecast that books nothing.</summary>
public static class BurnDown
{
    /// <summary>The furthest a forecast looks: three years.</summary>
    public const int DaysMax = 1096;

    /// <summary>Burns what is left, day by day, at the mean of days that have passed.</summary>
    /// <param name="grants">What is left, in burn order. Whom or what a grant is for is not looked at: everything may pay for everything.</param>
    /// <param name="used">What was used over <paramref name="usedDays"/> days, in smallest units; none or less means that nothing is burnt.</param>
    /// <param name="usedDays">Over how many days; above zero.</param>
    /// <param name="from">The first day that is forecast.</param>
    public static BurnForecast Forecast(IReadOnlyList<BurnGrant> grants, Int128 used, int usedDays, DateOnly from)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(usedDays, 1);
        var left = grants.Select(grant => grant.Units).ToArray();
        var days = new List<BurnDay>();
        var lost = new List<BurnLoss>();
        for (var n = 1; n <= DaysMax; n++)
        {
            var day = from.AddDays(n - 1);
            Lose(grants, left, day, lost);
            var asked = Demand(used, usedDays, n);
            var unpaid = Burn(grants, left, day, asked);
            days.Add(new(day, asked - unpaid, Sum(left)));
            if (unpaid > 0) return new(days, lost, day);
        }

        return new(days, lost, null);
    }

    /// <summary>By running totals, so that all days together burn the mean exactly, whatever one day is.</summary>
    private static Int128 Demand(Int128 used, int usedDays, int n) =>
        used <= 0 ? 0 : (Int128)((BigInteger)used * n / usedDays - (BigInteger)used * (n - 1) / usedDays);

    private static void Lose(IReadOnlyList<BurnGrant> grants, long[] left, DateOnly day, List<BurnLoss> lost)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] == 0 || grants[i].Until is not { } until || until > day) continue;

            lost.Add(new(grants[i].Id, until, left[i]));
            left[i] = 0;
        }
    }

    private static Int128 Burn(IReadOnlyList<BurnGrant> grants, long[] left, DateOnly day, Int128 asked)
    {
        for (var i = 0; i < left.Length && asked > 0; i++)
        {
            if (grants[i].From > day) continue;

            var taken = (long)Int128.Min(asked, left[i]);
            left[i] -= taken;
            asked -= taken;
        }

        return asked;
    }

    private static Int128 Sum(long[] left)
    {
        Int128 sum = 0;
        foreach (var units in left) sum += units;
        return sum;
    }
}

/// <summary>What is left of a grant.</summary>
/// <param name="Id">The grant.</param>
/// <param name="Units">In smallest units; zero or more.</param>
/// <param name="From">The first day on which it pays.</param>
/// <param name="Until">The first day on which it pays no more, if it ever expires.</param>
public readonly record struct BurnGrant(string Id, long Units, DateOnly From, DateOnly? Until);

/// <summary>A forecast.</summary>
/// <param name="Days">One after the other, up to the day the credit runs out, or <see cref="BurnDown.DaysMax"/> days.</param>
/// <param name="Lost">What expires unused meanwhile, as it expires.</param>
/// <param name="RunsOutOn">The first day that cannot be paid in full; <see langword="null"/> when none of them is.</param>
public sealed record BurnForecast(IReadOnlyList<BurnDay> Days, IReadOnlyList<BurnLoss> Lost, DateOnly? RunsOutOn);

/// <summary>A day of a forecast: what is burnt on it, and what is left at its end, in smallest units.</summary>
public readonly record struct BurnDay(DateOnly Day, Int128 Burnt, Int128 Left);

/// <summary>Units of a grant that expire unused.</summary>
public readonly record struct BurnLoss(string Grant, DateOnly On, long Units);
