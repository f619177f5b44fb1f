namespace Farebox.Postgres.Reports;

/// <summary>Usage added up: one row per group and asset, and one total per asset.</summary>
public sealed record UsageReport(IReadOnlyList<string> GroupBy, IReadOnlyList<UsageRow> Rows, IReadOnlyList<UsageRow> Total)
{
    internal static UsageReport Of(IReadOnlyList<string> groupBy, IEnumerable<UsageLine> lines)
    {
        var rows = new List<UsageRow>();
        var total = new SortedDictionary<string, UsageSum>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            // The lines come in the order of their groups.
            if (rows.Count == 0 || rows[^1].Asset != line.Asset || !rows[^1].Keys.SequenceEqual(line.Keys)) rows.Add(new(line.Keys, line.Asset, new()));
            rows[^1].Sum.Add(line);
            if (!total.TryGetValue(line.Asset, out var sum)) total.Add(line.Asset, sum = new());
            sum.Add(line);
        }

        return new(groupBy, rows, [.. total.Select(asset => new UsageRow([], asset.Key, asset.Value))]);
    }
}

/// <summary>One group in one asset.</summary>
/// <param name="Keys">One per dimension of the report.</param>
/// <param name="Asset">Empty for meters that only count.</param>
public sealed record UsageRow(IReadOnlyList<string> Keys, string Asset, UsageSum Sum);
