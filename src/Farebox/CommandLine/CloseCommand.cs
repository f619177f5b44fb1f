using Farebox.Charging;
using Farebox.Postgres.Closing;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Reports;
using Farebox.Time;
using Npgsql;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox close PERIOD</c>: closes a period of one account or of all, straight on the database, with or without a running server.</summary>
internal static class CloseCommand
{
    private const string Form = "farebox close 2026-07 [--account A] [--grace-hours 72] [--dry-run] [--tenant NAME --mode live|sandbox]";
    private const string DryRun = "--dry-run";
    private static readonly string[] Known = ["--account", "--grace-hours", "--tenant", "--mode"];

    /// <returns>0 when every account is closed, else 1.</returns>
    /// <exception cref="CommandException">The period or an option cannot be read.</exception>
    public static async Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop)
    {
        if (arguments is not [var text, .. var rest] || !CountingPeriod.TryParse(text, out var period) || period.Reset == CounterReset.Never)
            throw new CommandException($"{Form}. The period is a month, day or year in UTC.");

        var options = new Options([.. rest.Where(word => word != DryRun)], Known);
        var settings = Settings.Read();
        await using var database = await Database.OpenAsync(settings, static _ => { }, stop);
        await using var dataSource = NpgsqlDataSource.Create(database.AppConnectionString);
        var store = new ConfigStore(dataSource);
        var tenant = await TenantChoice.FindAsync(dataSource, settings, options, stop);
        await using var journal = TenantJournal.Start(database.AppConnectionString, tenant.Id, store);

        var question = new CloseQuestion(tenant.Id, "", period, Grace(options), rest.Contains(DryRun), Actor.CommandLine);
        return await CloseAsync(console, new(dataSource, journal.TrySubmit, new(store)), question, AccountsAsync(dataSource, options, tenant.Id, stop), stop);
    }

    private static async Task<int> CloseAsync(
        IAnsiConsole console, PeriodCloser closer, CloseQuestion question, IAsyncEnumerable<string> accounts, CancellationToken stop)
    {
        var lines = new CloseLines(console);
        await foreach (var account in accounts)
        {
            try
            {
                lines.Show(account, await lines.WatchAsync(account, progress => closer.CloseAsync(question with { Account = account }, progress, stop)), question.IsDryRun);
            }
            catch (CloseException refused)
            {
                lines.Refused(account, refused.Message);
            }
        }

        return lines.End(question.Period, question.IsDryRun);
    }

    private static TimeSpan Grace(Options options) => options["--grace-hours"] switch
    {
        null => TimeSpan.Zero,
        var text when int.TryParse(text, out var hours) && hours is >= 0 and <= 366 * 24 => TimeSpan.FromHours(hours),
        _ => throw new CommandException("--grace-hours is a whole number of hours, at most a year's."),
    };

    private static async IAsyncEnumerable<string> AccountsAsync(
        NpgsqlDataSource dataSource, Options options, int tenantId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        if (options["--account"] is { } only)
        {
            yield return only;
            yield break;
        }

        const int Page = 1000;
        var listing = new AccountListing(dataSource);
        for (var page = await listing.ReadAsync(tenantId, "", Page, stop); page.Count > 0; page = await listing.ReadAsync(tenantId, page[^1].Id, Page, stop))
        {
            foreach (var account in page) yield return account.Id;
        }
    }
}
