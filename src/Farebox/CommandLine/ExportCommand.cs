using System.Text;
using Farebox.Client;
using Farebox.Export;
using Farebox.Postgres.Reports;
using Farebox.Time;
using Microsoft.Win32.SafeHandles;
using Spectre.Console;
using UsageQuery = Farebox.Client.UsageQuery;

namespace Farebox.CommandLine;

/// <summary><c>farebox export</c>: the journal for hledger, entries and usage as CSV, to the standard output or to a file.</summary>
internal static class ExportCommand
{
    private const string Usage = "farebox export journal|entries|usage [--account A] [--from DAY] [--to DAY] [--output FILE]; usage also [--group-by team,model] [--asset A]";
    private const int StandardOutput = 1;
    private const int BufferBytes = 1 << 16;

    private static readonly string[] ScopeOptions = ["--account", "--from", "--to", "--output"];

    /// <param name="console">Nothing is said on it: what is exported goes there unadorned.</param>
    public static Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop) => arguments switch
    {
        ["journal", .. var rest] => RunAsync(new(rest, ScopeOptions), static (export, options, stop) => export.WriteHledgerAsync(Scope(options), stop), stop),
        ["entries", .. var rest] => RunAsync(new(rest, ScopeOptions), static (export, options, stop) => export.WriteEntriesAsync(Scope(options), stop), stop),
        ["usage", .. var rest] => RunAsync(new(rest, [.. ScopeOptions, "--group-by", "--asset"]), static (export, options, stop) => export.WriteUsageAsync(Query(options), stop), stop),
        _ => throw new CommandException(Usage),
    };

    private static async Task<int> RunAsync(Options options, Func<JournalExport, Options, CancellationToken, Task> write, CancellationToken stop)
    {
        var server = ServerAddress.Read();
        using var handler = new SocketsHttpHandler { UseProxy = !server.Url.IsLoopback };
        using var http = new HttpClient(handler) { BaseAddress = server.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.Key);
        try
        {
            await using var text = new StreamWriter(Open(options["--output"]), new UTF8Encoding(false), BufferBytes);
            await write(new(new(http), text), options, stop);
            return 0;
        }
        catch (FareboxProblemException refused)
        {
            throw new CommandException($"The server answers {refused.Message}");
        }
        catch (HttpRequestException failure)
        {
            throw new CommandException($"{server.Url} cannot be reached: {failure.Message}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The output cannot be written: {failure.Message}");
        }
    }

    private static FileStream Open(string? path) => path is null
        ? new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write)
        : new FileStream(path, FileMode.Create, FileAccess.Write);

    private static ExportScope Scope(Options options)
    {
        var (from, to) = (Time(options, "--from"), Time(options, "--to"));
        return from >= to ? throw new CommandException("--from must lie before --to; --to is not included.") : new(options["--account"], from, to);
    }

    private static UsageQuery Query(Options options)
    {
        var groupBy = (options["--group-by"] ?? "account,member,meter,model").Split(',').Where(name => name != "asset").ToArray();
        if (groupBy.Except(UsageDimensions.Names).Any() || groupBy.Distinct().Count() != groupBy.Length)
            throw new CommandException($"--group-by names each of these at most once: {string.Join(',', UsageDimensions.Names)}");

        var scope = Scope(options);
        return new() { GroupBy = groupBy, Account = scope.Account, From = scope.From, To = scope.To, Asset = options["--asset"] };
    }

    private static DateTimeOffset? Time(Options options, string name)
    {
        if (options[name] is not { } text) return null;
        return Rfc3339.TryParse(text.Length == 10 ? $"{text}T00:00:00Z" : text, out var time)
            ? time
            : throw new CommandException($"{name} is a day such as 2026-07-01, or a time with Z or an offset.");
    }
}
