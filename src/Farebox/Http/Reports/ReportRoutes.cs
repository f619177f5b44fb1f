using System.Text.Json;
using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Reports;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Reports;

/// <summary>Reports over usage.</summary>
internal sealed class ReportRoutes(UsageReports reports, CatalogCache catalogs)
{
    public IEnumerable<ApiRoute> Routes =>
        [new("GET", "/v1/reports/usage", UsageAsync) { Scope = KeyScopes.Read, Parameters = ["group_by", "account", "asset", "from", "to"] }];

    private async ValueTask<Answer> UsageAsync(Call call)
    {
        var (query, refusal) = ReadQuery(call.Request.Query, call.Caller.TenantId);
        if (refusal is not null) return refusal;

        var report = await reports.ReadAsync(query, call.Gone);
        var catalog = await catalogs.RefreshAsync(call.Caller.TenantId, call.Gone);
        return JsonAnswer.Ok((report, catalog), Write);
    }

    private static (UsageQuery Query, Problem? Refusal) ReadQuery(IQueryCollection query, int tenantId)
    {
        var refusal = ReportParameters.Read(query, UsageDimensions.Names, out var scope);
        return (new() { TenantId = tenantId, GroupBy = scope.GroupBy, Account = scope.Account, Asset = scope.Asset, From = scope.From, To = scope.To }, refusal);
    }

    private static void Write(Utf8JsonWriter json, (UsageReport Report, Catalog Catalog) usage) => ReportParameters.Write(
        json, usage.Report.Rows, usage.Report.Total, usage.Report.GroupBy, (row, groupBy) => WriteRow(json, groupBy, row, usage.Catalog));

    private static void WriteRow(Utf8JsonWriter json, IReadOnlyList<string> groupBy, UsageRow row, Catalog catalog)
    {
        var figures = UsageFigures.Of(row, catalog);
        json.WriteStartObject();
        for (var i = 0; i < groupBy.Count; i++) json.WriteString(groupBy[i], row.Keys[i]);
        json.WriteString("asset", row.Asset.Length == 0 ? null : row.Asset);
        json.WriteString("quantity", figures.Quantity);
        json.WriteString("credits", figures.Credits);
        json.WriteString("upstream_cost", figures.UpstreamCost);
        json.WriteString("cost_asset", figures.CostAsset);
        json.WriteString("blended_cost_per_credit", figures.BlendedCostPerCredit);
        json.WriteString("value_at_cost_basis", figures.ValueAtCostBasis);
        json.WriteString("basis_asset", figures.BasisAsset);
        json.WriteString("margin", figures.Margin);
        json.WriteEndObject();
    }
}
