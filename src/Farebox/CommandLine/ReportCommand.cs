using System.Globalization;
using Farebox.Charging;
using Farebox.Export;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Reports;
using Npgsql;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox report</c>: the reports of the API as tables and charts, straight from the database, with or without a running server.</summary>
internal static class ReportCommand
{
    /// <summary>Where nobody looks there is no edge to wrap a row at.</summary>
    private const int PipedWidth = 400;

    private const string Usage = """
        farebox report usage     [--group-by …] [--account …] [--asset …] [--from …] [--to …]
        farebox report credits   [--group-by …] [--account …] [--asset …] [--from …] [--to …] [--known-at …] [--format csv]
        farebox report ageing    [--account …] [--asset …] [--to …] [--format csv]
        farebox report burn-down --account … [--asset …] [--from …] [--to …] [--window-days …] [--format csv]
        each also [--tenant …] [--mode …]
        """;

    private static readonly string[] Common = ["--account", "--asset", "--from", "--to", "--tenant", "--mode"];

    public static Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop) => arguments switch
    {
        ["usage", .. var rest] => WithAsync(console, new(rest, [.. Common, "--group-by"]), UsageAsync, stop),
        ["credits", .. var rest] => WithAsync(console, new(rest, [.. Common, "--group-by", "--known-at", "--format"]), CreditsAsync, stop),
        ["ageing", .. var rest] => WithAsync(console, new(rest, [.. Common, "--format"]), AgeingAsync, stop),
        ["burn-down", .. var rest] => WithAsync(console, new(rest, [.. Common, "--window-days", "--format"]), BurnDownAsync, stop),
        _ => throw new CommandException(Usage),
    };

    private static async Task<int> WithAsync(IAnsiConsole console, Options options, Func<Reporting, Options, CancellationToken, Task> show, CancellationToken stop)
    {
        var settings = Settings.Read();
        await using var database = await Database.OpenAsync(settings, static _ => { }, stop);
        await using var dataSource = NpgsqlDataSource.Create(database.AppConnectionString);
        var store = new ConfigStore(dataSource);
        var tenant = await TenantChoice.FindAsync(dataSource, settings, options, stop);
        await using var journal = TenantJournal.Start(database.AppConnectionString, tenant.Id, store);

        if (!console.Profile.Out.IsTerminal) console.Profile.Width = PipedWidth;
        var catalog = await store.LoadAsync(tenant.Id, Catalog.Empty, stop);
        await show(new(console, dataSource, new(dataSource, journal.TrySubmit), journal.TrySubmit, tenant.Id, catalog), options, stop);
        return 0;
    }

    private static async Task UsageAsync(Reporting on, Options options, CancellationToken stop)
    {
        var query = new UsageQuery
        {
            TenantId = on.TenantId, GroupBy = GroupBy(options, UsageDimensions.Names), Account = options["--account"], Asset = options["--asset"],
            From = Day(options, "--from"), To = Day(options, "--to"),
        };
        Check(query.From, query.To);
        UsageTable.Show(on.Console, await new UsageReports(on.DataSource, on.Projections).ReadAsync(query, stop), on.Catalog);
    }

    private static Task CreditsAsync(Reporting on, Options options, CancellationToken stop) =>
        CreditsAsync(on, options, GroupBy(options, CreditDimensions.Names), stop);

    private static Task AgeingAsync(Reporting on, Options options, CancellationToken stop)
    {
        if (options["--from"] is not null) throw new CommandException("Ageing is as of one day: --to, or now. It has no --from.");
        return CreditsAsync(on, options, ["expiry"], stop);
    }

    private static async Task CreditsAsync(Reporting on, Options options, string[] groupBy, CancellationToken stop)
    {
        var query = new CreditQuery
        {
            TenantId = on.TenantId, GroupBy = groupBy, Account = options["--account"], Asset = options["--asset"],
            From = Day(options, "--from"), To = Day(options, "--to"), KnownAt = Time(options, "--known-at"),
        };
        Check(query.From, query.To);
        if (query is { KnownAt: not null, Account: null }) throw new CommandException("--known-at asks about one account. Name it with --account.");

        var report = await new CreditReports(on.DataSource, on.Projections).ReadAsync(query, stop);
        if (IsCsv(options)) CreditCsv.Write(on.Console.Profile.Out.Writer, report, on.Catalog);
        else CreditTable.Show(on.Console, report, on.Catalog);
    }

    private static async Task BurnDownAsync(Reporting on, Options options, CancellationToken stop)
    {
        if (options["--account"] is not { } account) throw new CommandException("A burn-down is of one account: --account acme");

        var query = new BurnDownQuery
        {
            TenantId = on.TenantId, Account = account, Asset = options["--asset"], From = Day(options, "--from"), To = Day(options, "--to"),
        };
        if (options["--window-days"] is { } window)
        {
            query = int.TryParse(window, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= BurnDownQuery.DaysMax
                ? query with { WindowDays = days }
                : throw new CommandException($"--window-days is a whole number from 1 to {BurnDownQuery.DaysMax}.");
        }

        var (reports, refusal) = await new BurnDownReports(on.DataSource, on.Projections, on.TrySubmit).ReadAsync(query, stop);
        if (refusal is not null) throw new CommandException(refusal.Detail);
        if (IsCsv(options)) BurnDownCsv.Write(on.Console.Profile.Out.Writer, reports, on.Catalog);
        else foreach (var report in reports) BurnDownChart.Show(on.Console, report, on.Catalog.FindAsset(report.Asset)!);
    }

    private static bool IsCsv(Options options) => options["--format"] switch
    {
        null or "table" => false,
        "csv" => true,
        _ => throw new CommandException("--format is table or csv."),
    };

    /// <summary>The asset is part of every row, so grouping by it adds nothing.</summary>
    private static string[] GroupBy(Options options, IEnumerable<string> known)
    {
        var names = options["--group-by"]?.Split(',').Where(name => name != "asset").ToArray() ?? [];
        return names.Except(known).Any() || names.Distinct().Count() != names.Length
            ? throw new CommandException($"--group-by names each of these at most once: {string.Join(',', known.Append("asset").Distinct())}")
            : names;
    }

    private static void Check(DateOnly? from, DateOnly? to)
    {
        if (from >= to) throw new CommandException("--from must lie before --to; --to is not included.");
    }

    private static DateOnly? Day(Options options, string name)
    {
        if (options[name] is not { } text) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new CommandException($"{name} is a day, for example 2026-07-01.");
    }

    private static DateTimeOffset? Time(Options options, string name)
    {
        if (options[name] is not { } text) return null;
        return Farebox.Time.Rfc3339.TryParse(text.Length == 10 ? $"{text}T00:00:00Z" : text, out var time)
            ? time
            : throw new CommandException($"{name} is a day such as 2026-07-01, or a time with Z or an offset.");
    }

    /// <summary>What a report is made with.</summary>
    private sealed record Reporting(
        IAnsiConsole Console, NpgsqlDataSource DataSource, Projections Projections, Func<Submission, bool> TrySubmit, int TenantId, Catalog Catalog);
}
