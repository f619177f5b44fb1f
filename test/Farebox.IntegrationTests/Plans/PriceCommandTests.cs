using System.IO.Compression;
using System.Text.Json;
using Farebox.CommandLine;
using Farebox.IntegrationTests.CommandLine;

namespace Farebox.IntegrationTests.Plans;

public sealed class PriceCommandTests : IDisposable
{
    private const string Plan = """
        plan: pro
        currency: USD
        meters:
          llm:
            event_type: llm.request
            components: {input: usage.input}
            dimensions: [model]
        versions:
          1:
            effective_from: 2026-01-01T00:00:00Z
            fees: {platform: 10}
            charges:
              tokens:
                meter: llm
                group_by: [model]
                prices: [{dimensions: {model: [small, large]}, unit_price: 0.005}]
        """;

    private const string Csv = """
        id,customer,when,model,tokens
        1,acme,2026-07-01T00:00:00Z,small,301
        2,acme,2026-07-02 10:00:00Z,large,100
        2,acme,2026-07-02 10:00:00Z,large,100
        3,beta,2026-08-01T00:00:00Z,huge,100
        4,beta,2026-08-01T00:00:00Z,small,many
        """;

    private static readonly string[] Map =
        ["--map", "id={id}", "--map", "type=llm.request", "--map", "subject={customer}", "--map", "time={when}", "--map", "data.model={model}", "--map", "number.usage.input={tokens}"];

    private readonly string _folder = Directory.CreateTempSubdirectory("farebox-price-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Lines_and_adjustments_sum_to_the_total_and_repetitions_count_once()
    {
        var (code, json) = await PriceRun.JsonAsync([FileOf("plan.yaml", Plan), "--usage", FileOf("july.csv", Csv), .. Map]);

        Assert.Equal(PriceCommand.SomeUnrated, code);
        Assert.Equal("USD", json.GetProperty("currency").GetString());
        var lines = json.GetProperty("lines").EnumerateArray().ToArray();
        Assert.Equal(["10.00", "0.50", "1.51", "10.00"], lines.Select(line => line.GetProperty("amount").GetString()));
        Assert.Equal("1.505", lines[2].GetProperty("exact").GetString());
        Assert.Equal(lines.Sum(line => line.Number("amount")), json.Number("total"));
        Assert.Equal(1, json.GetProperty("usage").GetProperty("repeated").GetInt64());
        Assert.Equal(5, json.GetProperty("usage").GetProperty("rows").GetInt64());
    }

    [Fact]
    public async Task What_has_no_price_is_listed_with_why_and_where()
    {
        var (_, json) = await PriceRun.JsonAsync([FileOf("plan.yaml", Plan), "--usage", FileOf("july.csv", Csv), .. Map]);

        var unrated = json.GetProperty("unrated").EnumerateArray().Select(reason => (reason.GetProperty("code").GetString(), reason.GetProperty("events").GetInt64(), reason.GetProperty("first_row").GetInt64()));
        Assert.Equal([("price_missing", 1L, 4L), ("invalid_number", 1L, 5L)], unrated);
    }

    [Fact]
    public async Task The_table_shows_the_working_and_says_what_was_unrated()
    {
        var (_, text) = await PriceRun.TextAsync([FileOf("plan.yaml", Plan), "--usage", FileOf("july.csv", Csv), .. Map]);

        Assert.Matches(@"tokens \(model small\)\s+│\s+301 │\s+│\s+1.51 │", text);
        Assert.Matches(@"input: per unit\s+│\s+301 │\s+0.005 │\s+1.505 │", text);
        Assert.Contains("1 unrated, price_missing, first in row 4: tokens, class 'input' with model 'huge'", text, StringComparison.Ordinal);
        Assert.Contains("5 rows: 2 rated, 2 unrated, 1 repeated.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_packed_or_not_and_the_events_they_stand_for_cost_the_same()
    {
        var plan = FileOf("plan.yaml", Plan);
        var packed = Path.Combine(_folder, "july.csv.gz");
        await using (var stream = new GZipStream(File.Create(packed), CompressionLevel.Fastest)) await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Csv));
        var events = FileOf("july.ndjson", """
            {"specversion":"1.0","id":"1","source":"s","type":"llm.request","subject":"acme","time":"2026-07-01T00:00:00Z","data":{"model":"small","usage":{"input":301}}}
            {"specversion":"1.0","id":"2","source":"s","type":"llm.request","subject":"acme","time":"2026-07-02T10:00:00Z","data":{"model":"large","usage":{"input":100}}}
            {"specversion":"1.0","id":"2","source":"s","type":"llm.request","subject":"acme","time":"2026-07-02T10:00:00Z","data":{"model":"large","usage":{"input":100}}}
            {"specversion":"1.0","id":"3","source":"s","type":"llm.request","subject":"beta","time":"2026-08-01T00:00:00Z","data":{"model":"huge","usage":{"input":100}}}
            {"specversion":"1.0","id":"4","source":"s","type":"llm.request"
            """);

        var (_, rows) = await PriceRun.JsonAsync([plan, "--usage", FileOf("july.csv", Csv), .. Map]);
        var (_, unpacked) = await PriceRun.JsonAsync([plan, "--usage", packed, .. Map]);
        var (_, lines) = await PriceRun.JsonAsync(plan, "--usage", events);

        Assert.True(JsonElement.DeepEquals(rows, unpacked));
        Assert.True(JsonElement.DeepEquals(rows.GetProperty("lines"), lines.GetProperty("lines")));
        Assert.Equal("malformed_json", lines.GetProperty("unrated")[1].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Columns_that_are_called_what_they_are_need_no_map()
    {
        var plan = FileOf("plan.yaml", Plan);
        var plain = FileOf("plain.csv", "account,time,model,usage.input\nacme,2026-07-01T00:00:00Z,small,301\nacme,2026-07-02T10:00:00Z,large,100\n");

        var (code, json) = await PriceRun.JsonAsync(plan, "--usage", plain);

        Assert.Equal((0, 12.01m), (code, json.Number("total")));
    }

    [Fact]
    public async Task Dates_and_an_account_choose_what_is_billed()
    {
        var (code, json) = await PriceRun.JsonAsync(
            [FileOf("plan.yaml", Plan), "--usage", FileOf("july.csv", Csv.Replace(",many", ",1", StringComparison.Ordinal)), .. Map, "--account", "acme", "--from", "2026-07-02", "--to", "2026-09-01"]);

        // A period that the span cuts is billed with its fee; the use before the span is not.
        Assert.Equal((0, 20.50m), (code, json.Number("total")));
        Assert.Equal(1, json.GetProperty("usage").GetProperty("outside_the_dates").GetInt64());
        Assert.Equal(2, json.GetProperty("usage").GetProperty("of_other_accounts").GetInt64());
    }

    [Fact]
    public async Task A_plan_with_a_mistake_is_not_billed_by()
    {
        var (code, text) = await PriceRun.TextAsync(FileOf("plan.yaml", Plan.Replace("unit_price", "unit_prize", StringComparison.Ordinal)), "--usage", FileOf("july.csv", Csv));

        Assert.Equal(1, code);
        Assert.Contains("Did you mean unit_price?", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan.yaml")]
    [InlineData("plan.yaml --usage")]
    [InlineData("plan.yaml --usage a.csv --usage b.csv")]
    [InlineData("plan.yaml --usage a.csv --from 2026-13-01")]
    [InlineData("plan.yaml --usage a.csv --from 2026-08-01 --to 2026-07-01")]
    [InlineData("plan.yaml --usage a.csv --against b.yaml")]
    public async Task What_is_asked_wrongly_is_refused(string arguments) =>
        await Assert.ThrowsAsync<CommandException>(() => PriceRun.TextAsync(arguments.Split(' ')));

    [Fact]
    public async Task Check_takes_a_plan_file_too()
    {
        var (good, said) = await CapturedConsole.RunAsync(console => CheckCommand.RunAsync(console, [FileOf("plan.yaml", Plan)]));
        var (bad, found) = await CapturedConsole.RunAsync(console => CheckCommand.RunAsync(console, [FileOf("bad.yaml", Plan.Replace("fees", "feees", StringComparison.Ordinal))]));

        Assert.Equal((0, 1), (good, bad));
        Assert.Contains("Nothing is wrong: plan pro with 1 version.", said, StringComparison.Ordinal);
        Assert.Contains("Did you mean fees?", found, StringComparison.Ordinal);
    }

    private string FileOf(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
