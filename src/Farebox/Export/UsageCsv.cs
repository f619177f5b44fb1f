using Farebox.Client;

namespace Farebox.Export;

/// <summary>A usage report as a table: the groups that were asked for, then what every report has.</summary>
internal static class UsageCsv
{
    private static readonly string[] Figures =
    [
        "asset", "quantity", "credits", "upstream_cost", "cost_asset", "blended_cost_per_credit", "value_at_cost_basis", "basis_asset", "margin",
    ];

    public static void Write(TextWriter text, IReadOnlyList<string> groupBy, UsageReport report)
    {
        var table = new CsvTable(text);
        table.Header([.. groupBy, .. Figures]);
        foreach (var row in report.Rows)
        {
            foreach (var group in groupBy) table.Text(Key(row, group));
            table.Text(row.Asset).Number(row.Quantity).Number(row.Credits)
                .Number(row.UpstreamCost).Text(row.CostAsset)
                .Number(row.BlendedCostPerCredit)
                .Number(row.ValueAtCostBasis).Text(row.BasisAsset)
                .Number(row.Margin)
                .EndRow();
        }
    }

    private static string? Key(UsageRow row, string group) => group switch
    {
        "account" => row.Account,
        "team" => row.Team,
        "member" => row.Member,
        "meter" => row.Meter,
        "model" => row.Model,
        "source" => row.Source,
        "grant" => row.Grant,
        "day" => row.Day,
        _ => throw new ArgumentException($"Usage is not grouped by {group}.", nameof(group)),
    };
}
