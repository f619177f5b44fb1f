using Farebox.Http.Edge;

namespace Farebox.Http.Reports;

/// <summary>The query parameters that reports have in common.</summary>
internal static class ReportParameters
{
    /// <summary>Names separated by commas, each known and none twice; none when the parameter is absent.</summary>
    public static Problem? GroupBy(IQueryCollection query, IEnumerable<string> known, out string[] groupBy)
    {
        groupBy = query.TryGetValue("group_by", out var names) ? names[0]!.Split(',') : [];
        return groupBy.Except(known).Any() || groupBy.Distinct().Count() != groupBy.Length
            ? new(ProblemCodes.InvalidParameter, $"\"group_by\" names each of these at most once: {string.Join(", ", known)}.")
            : null;
    }

    /// <summary>The beginning of a day in UTC, or nothing when the parameter is absent.</summary>
    public static Problem? Day(IQueryCollection query, string name, out DateOnly? day)
    {
        day = null;
        if (QueryReader.Time(query, name, out var instant) is { } refusal) return refusal;
        if (instant is not { } at) return null;

        day = DateOnly.FromDateTime(at.UtcDateTime);
        return at.UtcDateTime.TimeOfDay == TimeSpan.Zero ? null : new(ProblemCodes.InvalidParameter, $"\"{name}\" is the beginning of a day in UTC.");
    }
}
