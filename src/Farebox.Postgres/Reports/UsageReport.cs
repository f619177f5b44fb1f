namespace Farebox.Postgres.Reports;

/// <summary>Usage added up: one row per group and asset, and one total per asset.</summary>
public sealed record UsageReport(IReadOnlyList<string> GroupBy, IReadOnlyList<UsageRow> Rows, IReadOnlyList<UsageRow> Total)
{
    internal static UsageReport Of(IReadOnlyList<string> groupBy, IReadOnlyList<UsageLine> lines)
    {
        var rows = new List<UsageRow>();
        var total = new SortedDictionary<string, UsageSum>(StringComparer.Ordinal);
        foreach (var group in lines.GroupBy(line => NameOf(line.Keys, line.Asset)))
        {
            // Costs in several currencies make several rows; a line without any goes with the one there is.
            var isOneCurrency = group.Select(line => line.CostAsset).Where(asset => asset.Length > 0).Distinct().Count() <= 1;
            foreach (var part in group.GroupBy(line => isOneCurrency ? "" : line.CostAsset))
                rows.Add(new(part.First().Keys, part.First().Asset, UsageSum.Of(part)));
        }

        foreach (var asset in lines.GroupBy(line => line.Asset)) total.Add(asset.Key, UsageSum.Of(asset));
        return new(groupBy, rows, [.. total.Select(asset => new UsageRow([], asset.Key, asset.Value))]);
    }

    // Kept apart by their lengths: a key may hold any character.
    internal static string NameOf(string[] keys, string asset) => string.Concat(keys.Append(asset).Select(key => $"{key.Length}:{key}"));
}

/// <summary>One group in one asset.</summary>
/// <param name="Keys">One per dimension of the report.</param>
/// <param name="Asset">Empty for meters that only count.</param>
public sealed record UsageRow(IReadOnlyList<string> Keys, string Asset, UsageSum Sum);
