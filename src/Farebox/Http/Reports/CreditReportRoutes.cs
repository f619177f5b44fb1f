using System.Text.Json;
using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Reports;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Reports;

/// <summary>What became of credit: balances at any date, the roll-forward of a period, ageing, and deferred value at cost basis.</summary>
internal sealed class CreditReportRoutes(CreditReports reports, CatalogCache catalogs)
{
    private static readonly string[] Groups = [.. CreditDimensions.Names, "asset"];

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/v1/reports/credits", CreditsAsync) { Scope = KeyScopes.Read, Parameters = ["group_by", "account", "asset", "from", "to", "known_at"] },
    ];

    private async ValueTask<Answer> CreditsAsync(Call call)
    {
        var (query, refusal) = ReadQuery(call.Request.Query, call.Caller.TenantId);
        if (refusal is not null) return refusal;

        var report = await reports.ReadAsync(query, call.Gone);
        var catalog = await catalogs.RefreshAsync(call.Caller.TenantId, call.Gone);
        return JsonAnswer.Ok((report, catalog), Write);
    }

    private static (CreditQuery Query, Problem? Refusal) ReadQuery(IQueryCollection query, int tenantId)
    {
        var unread = ReportParameters.Read(query, Groups, out var scope);
        var credits = new CreditQuery { TenantId = tenantId, GroupBy = scope.GroupBy, Account = scope.Account, Asset = scope.Asset, From = scope.From, To = scope.To };
        if (unread is not null) return (credits, unread);
        if (QueryReader.Time(query, "known_at", out var knownAt) is { } notKnown) return (credits, notKnown);
        return knownAt is not null && scope.Account is null
            ? (credits, new(ProblemCodes.InvalidParameter, "\"known_at\" asks about one account. Name it with \"account\"."))
            : (credits with { KnownAt = knownAt }, null);
    }

    private static void Write(Utf8JsonWriter json, (CreditReport Report, Catalog Catalog) credits) => ReportParameters.Write(
        json, credits.Report.Rows, credits.Report.Total, credits.Report.GroupBy, (row, groupBy) => WriteRow(json, groupBy, row, credits.Catalog));

    private static void WriteRow(Utf8JsonWriter json, IReadOnlyList<string> groupBy, CreditRow row, Catalog catalog)
    {
        var figures = CreditFigures.Of(row, catalog);
        json.WriteStartObject();
        for (var i = 0; i < groupBy.Count; i++) json.WriteString(groupBy[i], row.Keys[i]);
        json.WriteString("asset", row.Asset);
        foreach (var (part, units) in CreditSum.Parts.Zip(figures.Units)) json.WriteString(part, units);
        json.WriteString("basis_asset", figures.BasisAsset);
        foreach (var (part, value) in CreditSum.Parts.Zip(figures.Values)) json.WriteString($"{part}_value", value);
        json.WriteEndObject();
    }
}
