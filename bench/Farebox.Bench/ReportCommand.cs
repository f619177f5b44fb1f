using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Farebox.Bench.InProcess;
using Farebox.Bench.Load;
using Farebox.Bench.Statistics;
using Farebox.Charging;

namespace Farebox.Bench;

/// <summary><c>farebox bench --report-scale N</c>: one book that owns N entries over ninety days, and the usage report on it.</summary>
public sealed class ReportCommand(BenchHouse house, TextWriter output, TimeProvider clock)
{
    private const int Days = 90;
    private const int Callers = 32;
    private const int CommandsPerCaller = 250;
    private const int WarmRequests = 9;

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(10);

    private long _written;

    public async Task RunAsync(long entries, CancellationToken cancellation)
    {
        await output.WriteLineAsync("setting up prices and accounts through the API");
        await house.OpenJournalAsync([AccountSet.Hot], cancellation);
        await FillAsync(entries, cancellation);

        await house.ServeJournalAsync(cancellation);
        var (owned, summed) = await house.Database.CountAsync(cancellation);
        await output.WriteLineAsync(Text($"one book with {owned:N0} entries, summed up in {summed:N0} rows"));
        using var client = new HttpClient { BaseAddress = new Uri($"http://{house.Server.Address}") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", house.Server.Key);
        foreach (var grouping in new[] { "team,model", "member,model,source", "day" }) await TimeAsync(client, grouping, cancellation);
    }

    /// <summary>Cold means new processes of server and database; the operating system's cache of files stays as it is.</summary>
    private async Task TimeAsync(HttpClient client, string grouping, CancellationToken cancellation)
    {
        var first = await GetAsync(client, grouping, cancellation);
        var warm = new List<double>();
        for (var i = 0; i < WarmRequests; i++) warm.Add(await GetAsync(client, grouping, cancellation));
        var range = RoundRange.Of(warm);
        await output.WriteLineAsync(Text($"report by {grouping,-20} first {first,8:N1} ms, then {range.Median,8:N1} ms ({range.Min:N1}–{range.Max:N1})"));
    }

    private async Task<double> GetAsync(HttpClient client, string grouping, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var account = AccountSet.Hot.Account(0);
        var query = Text($"/v1/reports/usage?group_by={grouping}&account={account}&from={today.AddDays(-Days):yyyy-MM-dd}&to={today.AddDays(1):yyyy-MM-dd}");
        var from = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(new Uri(query, UriKind.Relative), cancellation);
        var body = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode
            ? Stopwatch.GetElapsedTime(from).TotalMilliseconds
            : throw new InvalidOperationException($"The report answered {(int)answer.StatusCode}: {body}");
    }

    /// <summary>The entries are real ones, decided and written by the journal, so the roll-up is the one that users get.</summary>
    private async Task FillAsync(long entries, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var templates = Enumerable.Range(0, Days).Select(day => new EventBytes(AccountSet.Hot, now.AddDays(-day))).ToArray();
        var callers = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => WriteAsync(templates, caller, entries, cancellation), cancellation)));
        while (await Task.WhenAny(callers, Task.Delay(ProgressEvery, cancellation)) != callers)
            await output.WriteLineAsync(Text($"{Math.Min(entries, Interlocked.Read(ref _written)),12:N0} of {entries:N0} entries"));
        await callers;
    }

    private async Task WriteAsync(EventBytes[] templates, int caller, long entries, CancellationToken cancellation)
    {
        var days = templates.Select(template => new EventCommands(house.Journal.Tenant, AccountSet.Hot, template, caller)).ToArray();
        for (var turn = caller; Interlocked.Add(ref _written, CommandsPerCaller) <= entries; turn++)
        {
            var first = EventIds.Take(CommandsPerCaller);
            var batch = new Command[CommandsPerCaller];
            for (var i = 0; i < batch.Length; i++) batch[i] = days[(turn + i) % days.Length].Make(first + i);
            await house.Journal.SubmitAsync(batch, cancellation);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
