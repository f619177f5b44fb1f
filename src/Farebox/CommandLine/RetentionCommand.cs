using System.Globalization;
using Farebox.Postgres.Retention;
using Npgsql;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox retention [--dry-run]</c>: drops the months of event bodies that are no longer to be kept, now instead of within the hour.</summary>
internal static class RetentionCommand
{
    /// <exception cref="CommandException">An option is not known here, or event bodies are kept for ever.</exception>
    public static async Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop)
    {
        if (arguments.Except(["--dry-run"]).FirstOrDefault() is { } unknown)
            throw new CommandException($"{unknown} is not known here. The only option is --dry-run, which drops nothing and says what would be dropped.");

        var settings = Settings.Read();
        if (settings.EventBodyMonths is not { } months)
            throw new CommandException("Event bodies are kept for ever. Set FAREBOX_EVENT_BODY_MONTHS to the number of whole months to keep.");

        var isDryRun = arguments.Length > 0;
        await using var database = await Database.OpenAsync(settings, static _ => { }, stop);
        await using var dataSource = NpgsqlDataSource.Create(database.AppConnectionString);
        var dropped = await new EventBodies(dataSource).DropAsync(months, isDryRun, stop);
        foreach (var month in dropped)
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{month.Month:yyyy-MM}  {month.Bytes,15:N0} bytes  {(isDryRun ? "would be dropped" : "dropped")}"));
        if (dropped.Count == 0) console.WriteLine("No month is older than it is to be kept.");
        return 0;
    }
}
