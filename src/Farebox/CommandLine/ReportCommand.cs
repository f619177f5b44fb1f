using System.Globalization;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Reports;
using Farebox.Postgres.Tenants;
using Npgsql;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox report</c>: the reports of the API as tables, straight from the database, with or without a running server.</summary>
internal static class ReportCommand
{
    /// <summary>Where nobody looks there is no edge to wrap a row at.</summary>
    private const int PipedWidth = 400;

    private static readonly string[] Known = ["--group-by", "--account", "--asset", "--from", "--to", "--tenant", "--mode"];

    public static Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop) => arguments switch
    {
        ["usage", .. var options] => UsageAsync(console, options, stop),
        _ => throw new CommandException($"farebox report usage {string.Join(' ', Known.Select(option => $"[{option} …]"))}"),
    };

    private static async Task<int> UsageAsync(IAnsiConsole console, string[] arguments, CancellationToken stop)
    {
        var options = new Options(arguments, Known);
        var query = Read(options);
        var settings = Settings.Read();
        await using var database = await Database.OpenAsync(settings, static _ => { }, stop);
        await using var dataSource = NpgsqlDataSource.Create(database.AppConnectionString);
        var store = new ConfigStore(dataSource);
        var tenant = await TenantChoice.FindAsync(dataSource, settings, options, stop);
        await using var journal = Journal.Start(new()
        {
            ConnectionString = TenantSession.Walled(database.AppConnectionString, tenant.Id),
            TenantId = tenant.Id,
            LoadCatalog = (known, cancellationToken) => store.LoadAsync(tenant.Id, known, cancellationToken),
            Writers = 1,
        });

        var report = await new UsageReports(dataSource, journal.TrySubmit).ReadAsync(query with { TenantId = tenant.Id }, stop);
        var catalog = await store.LoadAsync(tenant.Id, Charging.Catalog.Empty, stop);
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = PipedWidth;
        UsageTable.Show(console, report, catalog);
        return 0;
    }

    private static UsageQuery Read(Options options)
    {
        var groupBy = options["--group-by"]?.Split(',') ?? [];
        if (groupBy.Except(UsageDimensions.Names).Any() || groupBy.Distinct().Count() != groupBy.Length)
            throw new CommandException($"--group-by names each of these at most once: {string.Join(',', UsageDimensions.Names)}");

        var query = new UsageQuery
        {
            TenantId = 0,
            GroupBy = [.. groupBy.Where(name => name != "asset")],
            Account = options["--account"],
            Asset = options["--asset"],
            From = Day(options, "--from"),
            To = Day(options, "--to"),
        };
        return query.From >= query.To ? throw new CommandException("--from must lie before --to; --to is not included.") : query;
    }

    private static DateOnly? Day(Options options, string name)
    {
        if (options[name] is not { } text) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new CommandException($"{name} is a day, for example 2026-07-01.");
    }
}
