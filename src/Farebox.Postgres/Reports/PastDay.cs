using System.Globalization;

namespace Farebox.Postgres.Reports;

/// <summary>A day that has passed: what there was at its beginning, what came, what went, what was left.</summary>
public sealed record PastDay(DateOnly Day, Int128 Opening, Int128 Granted, Int128 Spent, Int128 Gone, Int128 Closing)
{
    /// <summary>One for each day of a period, also those on which nothing happened.</summary>
    /// <param name="rows">Of one asset by day, from the beginning of time.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The first day that is not shown.</param>
    internal static IReadOnlyList<PastDay> Of(IEnumerable<CreditRow> rows, DateOnly from, DateOnly to)
    {
        var sums = rows.ToLookup(row => DateOnly.ParseExact(row.Keys[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), row => row.Sum);
        Int128 left = 0;
        foreach (var day in sums.Where(day => day.Key < from)) left += Sum(day, "closing");

        var days = new List<PastDay>();
        for (var day = from; day < to; day = day.AddDays(1))
        {
            var granted = Sum(sums[day], "granted") + Sum(sums[day], "moved_in");
            var spent = Sum(sums[day], "spent");
            var gone = Sum(sums[day], "expired") + Sum(sums[day], "revoked") + Sum(sums[day], "moved_out");
            days.Add(new(day, left, granted, spent, gone, left + granted - spent - gone));
            left = days[^1].Closing;
        }

        return days;
    }

    private static Int128 Sum(IEnumerable<CreditSum> sums, string part)
    {
        Int128 sum = 0;
        foreach (var one in sums) sum += one.UnitsOf(part);
        return sum;
    }
}
