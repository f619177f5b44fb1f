using Farebox.Import;
using Farebox.Import.Progress;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Import;

/// <summary>What an import sends, and what it makes of the answers.</summary>
public sealed class ImportRunTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private readonly ImportFolder _folder = new();

    [Fact]
    public async Task Lines_that_are_events_are_sent_as_they_are_and_each_that_is_not_recorded_is_named()
    {
        var account = await shop.AccountAsync("3");
        var file = _folder.Write("usage.ndjson", $"""
            {Shop.Event(account, "a", 1000)}

            {Shop.Event("nobody", "b", 1000)}
            no json
            {Shop.Event(account, "a", 1000)}
            {Shop.Image(account, "c")}
            {Shop.Event(account, "d", 500)}
            """);

        var run = await ImportFolder.RunAsync(ImportFolder.Options(file, shop.Server.Host.Address) with { BatchRows = 2 });

        Assert.Equal(6, run.Rows);
        Assert.Equal("duplicate 1, invalid 2, recorded 2, refused 1", string.Join(", ", run.Totals.Rows.Select(status => $"{status.Key} {status.Value}")));
        Assert.Equal("1.5", ImportTotals.Format(run.Totals.Debited[("recorded", "credit")]));
        Assert.Equal("1", ImportTotals.Format(run.Totals.Debited[("duplicate", "credit")]));
        Assert.Equal(
            ["3 b invalid account_unknown", "4  invalid malformed_json", "6 c refused insufficient_credit"],
            Errors(file).Select(error => $"{error.GetProperty("line")} {(error.TryGetProperty("id", out var id) ? id.GetString() : "")} {error.GetProperty("status")} {error.GetProperty("code")}"));
    }

    [Fact]
    public async Task A_server_that_is_away_for_a_while_gets_the_same_events_again()
    {
        using var server = new FlakyServer("503", "429", "gone", "502", "503");
        var file = _folder.Write("away.csv", "who,tokens\na,1\nb,2\nc,3\n");

        var run = await ImportFolder.RunAsync(ImportFolder.Options(file, server.Address, Map()) with { Connections = 1 });

        Assert.Equal(5, run.Retries);
        Assert.Equal(6, server.Bodies.Count);
        Assert.Single(server.Bodies.Distinct());
        Assert.Equal(3, run.Totals.Count("recorded"));
        Assert.Equal("6", ImportTotals.Format(run.Totals.Debited[("recorded", "token")]));
    }

    [Fact]
    public async Task What_the_server_refuses_stops_the_import_and_the_same_command_goes_on()
    {
        var file = _folder.Write("stopped.csv", "who,tokens\n" + string.Join('\n', Enumerable.Range(1, 60).Select(i => $"w{i},{i}")));
        using var strict = new FlakyServer([.. Enumerable.Repeat("503", 1), "404"]);
        var options = ImportFolder.Options(file, strict.Address, Map()) with { Connections = 1, BatchRows = 10 };

        var stopped = await Assert.ThrowsAsync<ImportException>(() => ImportFolder.RunAsync(options));
        var run = await ImportFolder.RunAsync(options);

        Assert.StartsWith("The server answers 404", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(60, run.Totals.Count("recorded"));
        Assert.False(File.Exists(options.StateFile));
    }

    [Fact]
    public async Task What_an_earlier_run_has_left_is_not_taken_for_another_map()
    {
        var file = _folder.Write("left.csv", "who,tokens\n" + string.Join('\n', Enumerable.Range(1, 30).Select(i => $"w{i},{i}")));
        using var server = new FlakyServer();
        var options = ImportFolder.Options(file, server.Address, Map()) with { Connections = 1, BatchRows = 10 };
        new StateFile(options).Write(20, 0, new());

        var rest = await ImportFolder.RunAsync(options);
        new StateFile(options).Write(20, 0, new());
        var other = options with { Map = ImportFolder.MapOf(("type", "other"), ("subject", "{who}")) };
        var refused = Assert.Throws<ImportException>(() => new ImportRun(other, TimeProvider.System));
        var whole = await ImportFolder.RunAsync(other with { Restart = true });

        Assert.Equal((20, 10), (rest.RowsBefore, rest.Totals.Count("recorded")));
        Assert.Contains("--restart", refused.Message, StringComparison.Ordinal);
        Assert.Equal((0, 30), (whole.RowsBefore, whole.Totals.Count("recorded")));
    }

    [Fact]
    public async Task A_row_that_becomes_no_event_is_named_and_the_others_are_sent()
    {
        using var server = new FlakyServer();
        var file = _folder.Write("some.csv", "who,tokens\na,1\nb,1e3\nc,\"1.000,00\"\nd\ne,5\n");

        var run = await ImportFolder.RunAsync(ImportFolder.Options(file, server.Address, Map()));

        Assert.Equal((2, 3), (run.Totals.Count("recorded"), run.Totals.Count(ImportTotals.Unmapped)));
        Assert.Equal(["3 invalid_number", "4 invalid_number", "5 invalid_row"], Errors(file).Select(error => $"{error.GetProperty("line")} {error.GetProperty("code")}"));
    }

    private static Farebox.Import.Mapping.ImportMap Map() =>
        ImportFolder.MapOf(("type", "llm.call"), ("subject", "{who}"), ("number.input_tokens", "{tokens}"));

    private static IEnumerable<System.Text.Json.JsonElement> Errors(string file) =>
        File.ReadLines(file + ".import-errors.ndjson").Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement);
}
