using System.Globalization;
using Farebox.Charging;
using Farebox.Postgres.Closing;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Corrections;
using Npgsql;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox rerate --account A --from DAY --to DAY</c>: rates unrated and refused use again after a card or a meter was mended.</summary>
internal static class RerateCommand
{
    private static readonly string[] Known = ["--account", "--from", "--to", "--tenant", "--mode"];

    /// <returns>0 when all of it is charged now, else 1.</returns>
    /// <exception cref="CommandException">An option cannot be read, or there is no such account.</exception>
    public static async Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop)
    {
        var options = new Options(arguments, Known);
        var account = options["--account"] ?? throw new CommandException("farebox rerate --account A --from 2026-07-01 --to 2026-08-01 [--tenant NAME --mode live|sandbox]");
        var (from, to) = (Day(options, "--from"), Day(options, "--to"));
        var settings = Settings.Read();
        await using var database = await Database.OpenAsync(settings, static _ => { }, stop);
        await using var dataSource = NpgsqlDataSource.Create(database.AppConnectionString);
        var store = new ConfigStore(dataSource);
        var tenant = await TenantChoice.FindAsync(dataSource, settings, options, stop);
        await using var journal = TenantJournal.Start(database.AppConnectionString, tenant.Id, store);

        var rerater = new UsageRerater(dataSource, new(dataSource, journal.TrySubmit, new(store)));
        try
        {
            var result = await rerater.RerateAsync(tenant.Id, account, from, to, Actor.CommandLine, stop);
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{account}: {result.Rated:N0} event(s) charged now"));
            foreach (var (code, count) in result.Left) console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{account}: {count:N0} event(s) still not: {code}"));
            return result.Left.Count == 0 ? 0 : 1;
        }
        catch (CloseException refused)
        {
            throw new CommandException(refused.Message);
        }
    }

    private static DateTimeOffset Day(Options options, string name) =>
        DateOnly.TryParseExact(options[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : throw new CommandException($"{name} is a day, for example 2026-07-01; --to is not included.");
}
