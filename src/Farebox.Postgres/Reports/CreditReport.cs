namespace Farebox.Postgres.Reports;

/// <summary>What became of credit: one row per group and asset, and one total per asset.</summary>
public sealed record CreditReport(IReadOnlyList<string> GroupBy, IReadOnlyList<CreditRow> Rows, IReadOnlyList<CreditRow> Total)
{
    internal static CreditReport Of(IReadOnlyList<string> groupBy, IReadOnlyList<CreditLine> lines) =>
        new(groupBy, RowsOf(lines, line => line.Keys), RowsOf(lines, static _ => []));

    /// <summary>Values in several currencies make several rows; what was not paid for goes with the one there is.</summary>
    private static List<CreditRow> RowsOf(IReadOnlyList<CreditLine> lines, Func<CreditLine, string[]> keysOf)
    {
        var rows = new List<CreditRow>();
        foreach (var group in lines.GroupBy(line => UsageReport.NameOf(keysOf(line), line.Asset)))
        {
            var isOneCurrency = group.Select(line => line.BasisAsset).Where(asset => asset.Length > 0).Distinct().Count() <= 1;
            foreach (var part in group.GroupBy(line => isOneCurrency ? "" : line.BasisAsset))
            {
                var sum = new CreditSum();
                foreach (var line in part) sum.Add(line);
                rows.Add(new(keysOf(part.First()), part.First().Asset, sum));
            }
        }

        return rows;
    }
}

/// <summary>One group in one asset.</summary>
/// <param name="Keys">One per dimension of the report.</param>
public sealed record CreditRow(IReadOnlyList<string> Keys, string Asset, CreditSum Sum);
