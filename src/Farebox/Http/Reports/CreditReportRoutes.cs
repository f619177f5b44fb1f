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
        var credits = new CreditQuery { TenantId = tenantId };
        if (ReportParameters.GroupBy(query, Groups, out var groupBy) is { } noGroups) return (credits, noGroups);
        if (QueryReader.Id(query, "account", out var account) is { } noAccount) return (credits, noAccount);
        if (QueryReader.Id(query, "asset", out var asset) is { } noAsset) return (credits, noAsset);
        if (ReportParameters.Day(query, "from", out var from) is { } noFrom) return (credits, noFrom);
        if (ReportParameters.Day(query, "to", out var to) is { } noTo) return (credits, noTo);
        if (QueryReader.Time(query, "known_at", out var knownAt) is { } notKnown) return (credits, notKnown);
        if (from >= to) return (credits, new(ProblemCodes.RangeInvalid));
        if (knownAt is not null && account is null)
            return (credits, new(ProblemCodes.InvalidParameter, "\"known_at\" asks about one account. Name it with \"account\"."));

        // The asset is part of every row, so grouping by it adds nothing.
        string[] groups = [.. groupBy.Where(name => name != "asset")];
        return (credits with { GroupBy = groups, Account = account, Asset = asset, From = from, To = to, KnownAt = knownAt }, null);
    }

    private static void Write(Utf8JsonWriter json, (CreditReport Report, Catalog Catalog) credits)
    {
        json.WriteStartObject();
        json.WriteStartArray("rows");
        foreach (var row in credits.Report.Rows) WriteRow(json, credits.Report.GroupBy, row, credits.Catalog);
        json.WriteEndArray();
        json.WriteStartArray("total");
        foreach (var row in credits.Report.Total) WriteRow(json, [], row, credits.Catalog);
        json.WriteEndArray();
        json.WriteEndObject();
    }

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
