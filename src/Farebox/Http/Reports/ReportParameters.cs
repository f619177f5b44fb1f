using System.Text.Json;
using Farebox.Http.Edge;

namespace Farebox.Http.Reports;

/// <summary>The query parameters that reports have in common.</summary>
internal static class ReportParameters
{
    /// <summary>What is grouped by, and which account, asset and days: all of them may be absent.</summary>
    /// <param name="query">The parameters.</param>
    /// <param name="known">What can be grouped by; the asset too, which adds nothing, for it is part of every row.</param>
    /// <param name="scope">What was asked for.</param>
    public static Problem? Read(IQueryCollection query, IEnumerable<string> known, out ReportScope scope)
    {
        scope = new([], null, null, null, null);
        if (GroupBy(query, known, out var groupBy) is { } noGroups) return noGroups;
        if (QueryReader.Id(query, "account", out var account) is { } noAccount) return noAccount;
        if (QueryReader.Id(query, "asset", out var asset) is { } noAsset) return noAsset;
        if (Day(query, "from", out var from) is { } noFrom) return noFrom;
        if (Day(query, "to", out var to) is { } noTo) return noTo;
        if (from >= to) return new(ProblemCodes.RangeInvalid);

        scope = new([.. groupBy.Where(name => name != "asset")], account, asset, from, to);
        return null;
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

    /// <summary>Writes the rows of a report and its totals, one for each asset.</summary>
    public static void Write<TRow>(Utf8JsonWriter json, IEnumerable<TRow> rows, IEnumerable<TRow> total, IReadOnlyList<string> groupBy, Action<TRow, IReadOnlyList<string>> write)
    {
        json.WriteStartObject();
        json.WriteStartArray("rows");
        foreach (var row in rows) write(row, groupBy);
        json.WriteEndArray();
        json.WriteStartArray("total");
        foreach (var row in total) write(row, []);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Names separated by commas, each known and none twice; none when the parameter is absent.</summary>
    private static Problem? GroupBy(IQueryCollection query, IEnumerable<string> known, out string[] groupBy)
    {
        groupBy = query.TryGetValue("group_by", out var names) ? names[0]!.Split(',') : [];
        return groupBy.Except(known).Any() || groupBy.Distinct().Count() != groupBy.Length
            ? new(ProblemCodes.InvalidParameter, $"\"group_by\" names each of these at most once: {string.Join(", ", known)}.")
            : null;
    }
}

/// <summary>What a report is about, as far as all of them ask alike.</summary>
internal readonly record struct ReportScope(IReadOnlyList<string> GroupBy, string? Account, string? Asset, DateOnly? From, DateOnly? To);
