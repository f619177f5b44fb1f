using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Journal;
using Npgsql;

namespace Farebox.Postgres.Reports;

/// <summary>Shows how an account's credit went down day by day, and how long what is left will last.</summary>
public sealed class BurnDownReports(NpgsqlDataSource dataSource, Projections projections, Func<Submission, bool> trySubmit)
{
    private readonly CreditReports _credits = new(dataSource, projections);
    private readonly BurnRates _rates = new(dataSource);

    /// <returns>A report for each asset, or why there is none: the account is unknown, or the days are none or too many.</returns>
    public async Task<(IReadOnlyList<BurnDownReport> Reports, Rejected? Refusal)> ReadAsync(BurnDownQuery query, CancellationToken cancellationToken)
    {
        var look = new Inspect(query.TenantId, query.Account, Look);
        var asked = new Submission([look]);
        while (!trySubmit(asked)) await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        await asked.Completion.WaitAsync(cancellationToken);
        if (look.Outcome is Rejected rejected) return ([], rejected);

        var standing = (Standing)((Inspected)look.Outcome!).Result;
        var (from, to) = query.PeriodAsOf(standing.Today);
        if (from >= to) return ([], new("range_invalid", "The last day is not included, so it lies after the first."));
        if (to.DayNumber - from.DayNumber > BurnDownQuery.DaysMax)
            return ([], new("invalid_parameter", $"A burn-down shows at most {BurnDownQuery.DaysMax} days. Ask for fewer."));

        var past = await _credits.ReadAsync(
            new() { TenantId = query.TenantId, Account = query.Account, Asset = query.Asset, GroupBy = ["day"], To = to }, cancellationToken);
        var rates = await _rates.ReadAsync(query.TenantId, query.Account, standing.Today, query.WindowDays, cancellationToken);
        var rows = past.Rows.ToLookup(row => row.Asset);
        var assets = rows.Select(row => row.Key).Union(standing.Grants.Keys).Where(asset => query.Asset is null || asset == query.Asset);
        return ([.. assets.Order(StringComparer.Ordinal).Select(asset => Of(asset, PastDay.Of(rows[asset], from, to), rates, standing))], null);
    }

    private static BurnDownReport Of(string asset, IReadOnlyList<PastDay> past, Dictionary<string, BurnRate> rates, Standing standing)
    {
        var rate = rates.TryGetValue(asset, out var known) ? known : new(0, 1);
        return new(asset, past, rate, BurnDown.Forecast(standing.Grants.GetValueOrDefault(asset, []), rate.Used, rate.Days, standing.Today.AddDays(1)));
    }

    // The book belongs to its writer: only copies leave it. What is held counts as left: its work is under way and not yet done.
    private static Standing Look(Book book, DateTimeOffset now)
    {
        var grants = new Dictionary<string, List<BurnGrant>>(StringComparer.Ordinal);
        foreach (var (asset, wallet) in book.Wallets)
        {
            var left = wallet.Live.Select(grant => (grant.Terms, Units: grant.Terms.ExpiresAt <= now ? 0 : grant.Wallet.Balance + grant.Held.Balance));
            grants.Add(asset, [.. left.Where(grant => grant.Units > 0).Select(grant => Of(grant.Terms, grant.Units))]);
        }

        return new(DayOf(now), grants);
    }

    private static BurnGrant Of(GrantTerms terms, long units) =>
        new(terms.Id, units, DayOf(terms.EffectiveAt), terms.ExpiresAt is { } at ? DayOf(at) : null);

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private sealed record Standing(DateOnly Today, Dictionary<string, List<BurnGrant>> Grants);
}

/// <summary>The days that have passed, how fast credit was used, and how long the rest will last at that rate.</summary>
public sealed record BurnDownReport(string Asset, IReadOnlyList<PastDay> Past, BurnRate Rate, BurnForecast Forecast);
