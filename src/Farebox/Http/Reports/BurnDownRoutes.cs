using Farebox.Http.Edge;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Reports;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Reports;

/// <summary>How an account's credit went down day by day, and how long what is left will last.</summary>
internal sealed class BurnDownRoutes(BurnDownReports reports, CatalogCache catalogs)
{
    public IEnumerable<ApiRoute> Routes =>
        [new("GET", "/v1/accounts/{account}/burn-down", GetAsync) { Scope = KeyScopes.Read, Parameters = ["asset", "from", "to", "window_days"] }];

    private async ValueTask<Answer> GetAsync(Call call)
    {
        if (Read(call, out var query) is { } refusal) return refusal;

        var (found, rejected) = await reports.ReadAsync(query, call.Gone);
        if (rejected is not null) return Refusal.Of(rejected);

        var catalog = await catalogs.RefreshAsync(call.Caller.TenantId, call.Gone);
        return JsonAnswer.Ok(new BurnDownAnswer(query.Account, found, catalog), static (json, answer) => answer.Write(json));
    }

    private static Problem? Read(Call call, out BurnDownQuery ask)
    {
        ask = new() { TenantId = call.Caller.TenantId, Account = call.Id(0) };
        var query = call.Request.Query;
        if (QueryReader.Id(query, "asset", out var asset) is { } noAsset) return noAsset;
        if (ReportParameters.Day(query, "from", out var from) is { } noFrom) return noFrom;
        if (ReportParameters.Day(query, "to", out var to) is { } noTo) return noTo;

        ask = ask with { Asset = asset, From = from, To = to };
        if (!query.ContainsKey("window_days")) return null;
        if (QueryReader.Integer(query, "window_days", 1, BurnDownQuery.DaysMax) is not { } window)
            return new(ProblemCodes.InvalidParameter, $"\"window_days\" is a whole number from 1 to {BurnDownQuery.DaysMax}.");

        ask = ask with { WindowDays = window };
        return null;
    }
}
