using System.Text.Json;
using Farebox.CommandLine;
using Farebox.IntegrationTests.CommandLine;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Plans;

public sealed class BackTestCommandTests
{
    private static readonly string Plans = Path.Combine(RepositoryRoot.Find(), "samples/plans");
    private static readonly string Trace = Path.Combine(RepositoryRoot.Find(), "samples/servegen-r1-day");

    private static readonly string[] Usual =
    [
        Path.Combine(Plans, "servegen.yaml"), "--against", Path.Combine(Plans, "servegen-flat.yaml"),
        "--usage", Path.Combine(Trace, "servegen_r1_day.csv.gz"), "--map", Path.Combine(Trace, "map.yaml"), "--to", "2026-07-01T01:00:00Z",
    ];

    [Fact]
    public async Task An_hour_of_real_traffic_on_two_plans_adds_up()
    {
        var (code, text) = await CapturedConsole.RunAsync(console => BackTestCommand.RunAsync(console, [.. Usual, "--json"], CancellationToken.None));
        var json = JsonDocument.Parse(text).RootElement;
        var accounts = json.GetProperty("accounts").EnumerateArray().ToArray();

        Assert.Equal(0, code);
        Assert.Equal(json.GetProperty("revenue").Number("before"), accounts.Sum(account => account.Number("before")));
        Assert.Equal(json.GetProperty("revenue").Number("change"), accounts.Sum(account => account.Number("change")));
        Assert.Equal(json.GetProperty("winners").GetInt32(), accounts.Count(account => account.Number("change") < 0m));
        Assert.Equal(json.GetProperty("margin").Number("change"), json.GetProperty("revenue").Number("change"));
    }

    [Fact]
    public async Task The_table_names_who_pays_less_and_more()
    {
        var (_, text) = await CapturedConsole.RunAsync(console => BackTestCommand.RunAsync(console, Usual, CancellationToken.None));

        Assert.Matches(@"accounts, in USD: \d+ pay less, \d+ pay more, \d+ the same\.", text);
        Assert.Matches(@"revenue\s+│\s+[\d.]+ │\s+[\d.]+ │", text);
    }

    [Fact]
    public async Task Plans_in_unlike_units_are_not_compared() =>
        await Assert.ThrowsAsync<CommandException>(() => CapturedConsole.RunAsync(console => BackTestCommand.RunAsync(
            console, [.. Usual[..1], "--against", Path.Combine(Plans, "vendors/runway.yaml"), .. Usual[3..]], CancellationToken.None)));
}
