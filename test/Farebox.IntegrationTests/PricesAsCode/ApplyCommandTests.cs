using Farebox.CommandLine;
using Farebox.IntegrationTests.Support;
using Farebox.Rating;

namespace Farebox.IntegrationTests.PricesAsCode;

/// <summary>From files to a server that has what they define, and no further.</summary>
public sealed class ApplyCommandTests : IAsyncLifetime
{
    private const string Second = """
        rate_cards:
          default:
            asset: credit
            versions:
              2:
                effective_from: 2126-08-01T00:00:00Z
                rows:
                  - {meter: llm, class: input, unit_price: 0.00009}
                  - {meter: llm, class: cached_input, unit_price: 25, per: 1000000}
                  - {meter: llm, class: output, unit_price: 400, per: 1000000}
                  - {meter: images, class: count, unit_price: 12.50}
        """;

    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_is_applied_is_there_and_applying_again_does_nothing()
    {
        var first = await CommandRun.ApplyAsync(_server, PriceFiles.Sample, yes: true);
        var state = await StateAsync();
        var second = await CommandRun.ApplyAsync(_server, PriceFiles.Sample, yes: true);

        Assert.Equal(0, first.Code);
        Assert.Contains("+ rate card default, version 1\n    credit, effective from 2026-01-01T00:00:00Z, 8 rows\n", first.Output, StringComparison.Ordinal);
        Assert.Contains("+ asset credit\n    kind: unit, scale: 6\n", first.Output, StringComparison.Ordinal);
        Assert.Contains("+ member alice of acme\n    parent: team-a\n", first.Output, StringComparison.Ordinal);
        Assert.Contains("+ limit of alice in acme\n    credit: 50\n", first.Output, StringComparison.Ordinal);
        Assert.Contains("15 to add, 0 to change, 0 unchanged, 0 refused.\nApplied 15 changes.", first.Output, StringComparison.Ordinal);
        Assert.Equal((0, "0 to add, 0 to change, 15 unchanged, 0 refused.\nThe server has it all: there is nothing to do."), (second.Code, second.Output.Trim()));
        Assert.Equal(state, await StateAsync());

        await _server.Api.PostAsync("/v1/accounts/acme/grants", """{"id":"g","asset":"credit","amount":"500","source":"bonus"}""");
        var hold = await _server.Api.PostAsync("/v1/accounts/acme/holds", """{"id":"h","meter":"llm","member":"alice","data":{"model":"large","input_tokens":2000,"output_tokens":1000}}""");
        Assert.Equal((201, "6"), (hold.Status, hold["amount"]));
    }

    [Fact]
    public async Task Lists_derived_classes_and_multipliers_are_applied_once_and_their_differences_shown()
    {
        const string version = """
                  NUMBER:
                    effective_from: DATE
                    rows: [{meter: m, class: input, dimensions: {model: [small, large]}, unit_price: 10}]
                    derived: [{meter: m, class: cached, from: input, factor: PART}]
                    multipliers: [{meter: m, group: tier, factor: 0.5, dimensions: {tier: [flex, batch]}, classes: [input]}]

            """;
        const string head = "assets: {credit: }\nmeters: {m: {event_type: t, components: {input: a, cached: b}, dimensions: [model, tier]}}\nrate_cards:\n  factors:\n    asset: credit\n    versions:\n";
        var first = version.Replace("NUMBER", "1", StringComparison.Ordinal).Replace("DATE", "2026-01-01T00:00:00Z", StringComparison.Ordinal).Replace("PART", "0.10", StringComparison.Ordinal);
        var second = version.Replace("NUMBER", "2", StringComparison.Ordinal).Replace("DATE", "2126-01-01T00:00:00Z", StringComparison.Ordinal).Replace("PART", "0.25", StringComparison.Ordinal);
        using var files = new PriceFiles().Write("card.yaml", head + first);

        var made = await CommandRun.ApplyAsync(_server, files.Folder, yes: true);
        var again = await CommandRun.ApplyAsync(_server, files.Folder, yes: true);
        var next = await CommandRun.ApplyAsync(_server, files.Write("card.yaml", head + first + second).Folder, yes: true);
        var edited = await CommandRun.ApplyAsync(_server, files.Write("card.yaml", head + first.Replace("[flex, batch]", "flex", StringComparison.Ordinal)).Folder, yes: true);

        Assert.Equal((0, 0), (made.Code, again.Code));
        Assert.Contains("0 to add, 0 to change, 3 unchanged, 0 refused.", again.Output, StringComparison.Ordinal);
        Assert.Contains("~ derived m cached: 0.1 × input → 0.25 × input", next.Output, StringComparison.Ordinal);
        Assert.Equal(1, edited.Code);
        Assert.Contains("- multiplier m tier input tier=batch|flex: × 0.5", edited.Output, StringComparison.Ordinal);
        Assert.Contains("+ multiplier m tier input tier=flex: × 0.5", edited.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Meters_with_expressions_and_usage_objects_are_applied_once_and_their_differences_shown()
    {
        using var files = new PriceFiles().Write("meters.yaml", """
            meters:
              pixels: {event_type: a, components: {megapixels: {expression: ceil(width*height/1e6)}}, priced: false}
              tokens: {event_type: b, usage_format: auto, usage_field: answer.usage, components: {input: input, output: output+reasoning}, priced: false}
            """);
        var first = await CommandRun.ApplyAsync(_server, files.Folder, yes: true);
        var second = await CommandRun.ApplyAsync(_server, files.Folder, yes: true);
        files.Replace("meters.yaml", "1e6", "1000000").Replace("meters.yaml", "usage_format: auto", "usage_format: anthropic");
        var third = await CommandRun.ApplyAsync(_server, files.Folder, yes: true);

        Assert.Contains("Applied 2 changes.", first.Output, StringComparison.Ordinal);
        Assert.Contains("2 unchanged", second.Output, StringComparison.Ordinal);
        Assert.Contains("~ component megapixels: ceil(width*height/1e6) → ceil(width*height/1000000)", third.Output, StringComparison.Ordinal);
        Assert.Contains("~ usage_format: auto → anthropic", third.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_with_as_many_rows_as_one_may_have_is_applied()
    {
        var rows = string.Concat(Enumerable.Range(1, CardVersion.RowsMax - 8).Select(i => $"          - {{meter: llm, class: input, dimensions: {{model: a-model-with-a-name-of-some-length-{i}}}, unit_price: {i}, per: 1000}}\n"));
        using var files = PriceFiles.OfSample().Replace("cost-card.yaml", "rows:\n", $"rows:\n{rows}");
        var (code, output) = await CommandRun.ApplyAsync(_server, files.Folder, yes: true);

        Assert.True(code == 0, output);
        Assert.Contains("10000 rows", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_changes_nothing()
    {
        var before = await StateAsync();
        var (code, output) = await CommandRun.ApplyAsync(_server, PriceFiles.Sample, dryRun: true);

        Assert.Equal(0, code);
        Assert.Contains("15 to add", output, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Nothing_is_applied_before_somebody_agrees()
    {
        var before = await StateAsync();
        var refused = await Assert.ThrowsAsync<CommandException>(() => CommandRun.ApplyAsync(_server, PriceFiles.Sample));
        var no = await CommandRun.ApplyAsync(_server, PriceFiles.Sample, answer: false);

        Assert.Contains("no terminal to ask at. Say --yes", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, no.Code);
        Assert.EndsWith("Nothing is applied.", no.Output.Trim(), StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());

        Assert.Equal(0, (await CommandRun.ApplyAsync(_server, PriceFiles.Sample, answer: true)).Code);
        Assert.NotEqual(before, await StateAsync());
    }

    [Theory]
    [InlineData("rate-card.yaml", "unit_price: 12.5}", "unit_price: 13}", "! rate card default, version 1", "~ images count: 12.5 → 13", "add a version 2 that is effective after 2026-01-01T00:00:00Z")]
    [InlineData("rate-card.yaml", "2026-01-01", "2026-01-02", "! rate card default, version 1", "~ effective_from: 2026-01-01T00:00:00Z → 2026-01-02T00:00:00Z", "add a version 2")]
    [InlineData("rate-card.yaml", "      1:", "      3:", "! rate card default, version 3: it cannot follow", "", "The server's next version of this card is 2: number yours 2")]
    [InlineData("rate-card.yaml", "      1:\n        effective_from: 2026", "      2:\n        effective_from: 2025", "! rate card default, version 2", "", "It must be effective after version 1")]
    [InlineData("assets.yaml", "scale: 6", "scale: 8", "! asset credit", "~ scale: 6 → 8", "An asset is fixed when it is made")]
    [InlineData("meters.yaml", "dimensions: [model]", "dimensions: [model, region]", "! meter llm", "~ dimensions: model → model, region", "A meter is fixed")]
    [InlineData("meters.yaml", "input: input_tokens", "input: prompt_tokens", "! meter llm", "~ component input: input_tokens → prompt_tokens", "another id")]
    [InlineData("accounts.yaml", "limits: {credit: 100000}", "cost_card: other", "! account acme", "~ cost_card: default → other", "An account keeps the cards")]
    [InlineData("accounts.yaml", "          ben:\n      team-b:\n", "      team-b:\n        members: {ben: }\n      team-c:\n", "! member ben of acme", "~ parent: team-a → team-b", "A member stays")]
    public async Task What_is_in_use_is_not_edited_and_what_to_do_instead_is_said(string file, string old, string with, string what, string difference, string remedy)
    {
        await CommandRun.ApplyAsync(_server, PriceFiles.Sample, yes: true);
        var before = await StateAsync();
        using var files = PriceFiles.OfSample().Replace(file, old, with);
        if (with.Contains("other", StringComparison.Ordinal)) files.Replace("cost-card.yaml", "  default:", "  other: {asset: USD, versions: {1: {effective_from: 2026-01-01T00:00:00Z, rows: [{meter: images, class: count, unit_price: 1}]}}}\n  default:");

        // Something that could be added stays out, too: files are applied as a whole or not at all.
        files.Write("more.yaml", "assets: {gem: }");
        var (code, output) = await CommandRun.ApplyAsync(_server, files.Folder, yes: true);

        Assert.Equal(1, code);
        Assert.Contains(what, output, StringComparison.Ordinal);
        Assert.Contains(difference, output, StringComparison.Ordinal);
        Assert.Contains(remedy, output, StringComparison.Ordinal);
        Assert.Contains("Nothing is applied. Correct what is refused first.", output, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task A_new_version_is_shown_price_by_price()
    {
        await CommandRun.ApplyAsync(_server, PriceFiles.Sample, yes: true);
        using var files = PriceFiles.OfSample().Write("rate-card-2.yaml", Second);
        var (code, output) = await CommandRun.ApplyAsync(_server, files.Folder, yes: true);

        Assert.Equal(0, code);
        Assert.Equal(
            """
            + rate card default, version 2
                credit, effective from 2126-08-01T00:00:00Z, 4 rows
                - llm input model=large: 1000 per 1000000
                - llm cached_input model=large: 250 per 1000000
                - llm output model=large: 4000 per 1000000
                - images count size=2048x2048: 40
                ~ llm input: 100 per 1000000 → 0.00009
            1 to add, 0 to change, 15 unchanged, 0 refused.
            Applied 1 change.
            """,
            output.Trim());
    }

    [Fact]
    public async Task The_same_in_other_words_is_no_difference()
    {
        await CommandRun.ApplyAsync(_server, PriceFiles.Sample, yes: true);
        using var files = PriceFiles.OfSample()
            .Replace("rate-card.yaml", "unit_price: 100, per: 1000000", "unit_price: \"0.100\", per: 1000")
            .Replace("rate-card.yaml", "2026-01-01T00:00:00Z", "2026-01-01T02:00:00.000+02:00")
            .Replace("accounts.yaml", "limits: {credit: 50}", "limits: {credit: \"50.00\"}")
            .Replace("meters.yaml", "input: input_tokens", "input: {field: input_tokens, optional: false}");
        var (code, output) = await CommandRun.ApplyAsync(_server, files.Folder, dryRun: true);

        Assert.Equal((0, "0 to add, 0 to change, 15 unchanged, 0 refused.\nThe server has it all: there is nothing to do."), (code, output.Trim()));
    }

    [Fact]
    public async Task A_limit_is_set_anew_as_often_as_it_differs()
    {
        await CommandRun.ApplyAsync(_server, PriceFiles.Sample, yes: true);
        for (var i = 0; i < 2; i++)
        {
            // Somebody sets another one by hand; the files say what it is to be, each time.
            await _server.Api.PostAsync("/v1/accounts/acme/limits", """{"member":"alice","asset":"credit","max":"75"}""", $"by-hand-{i}");
            var (code, output) = await CommandRun.ApplyAsync(_server, PriceFiles.Sample, yes: true);

            Assert.Equal(0, code);
            Assert.StartsWith("~ limit of alice in acme\n    credit: 75 → 50\n0 to add, 1 to change, 14 unchanged, 0 refused.", output, StringComparison.Ordinal);
        }

        Assert.Contains("""{"account":"acme","member":"alice","asset":"credit","max":"50"}""", (await _server.Api.GetAsync("/v1/accounts/acme/limits")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_with_a_mistake_are_not_applied()
    {
        using var files = PriceFiles.OfSample().Replace("assets.yaml", "scale: 6", "sclae: 6");
        var before = await StateAsync();
        var (code, output) = await CommandRun.ApplyAsync(_server, files.Folder, yes: true);

        Assert.Equal(1, code);
        Assert.Contains("Did you mean scale?", output, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task What_was_broken_off_half_way_is_gone_on_with()
    {
        using (var part = new PriceFiles())
        {
            File.Copy(Path.Combine(PriceFiles.Sample, "assets.yaml"), Path.Combine(part.Folder, "assets.yaml"));
            await CommandRun.ApplyAsync(_server, part.Folder, yes: true);
        }

        var (code, output) = await CommandRun.ApplyAsync(_server, PriceFiles.Sample, yes: true);

        Assert.Equal(0, code);
        Assert.Contains("13 to add, 0 to change, 2 unchanged, 0 refused.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new string[0], "the folder of the price files comes first")]
    [InlineData(new[] { "--yes" }, "the folder of the price files comes first")]
    [InlineData(new[] { "pricing", "--force" }, "--force is not known here")]
    [InlineData(new[] { "pricing", "--url", "here", "--key", "k" }, "here is no address")]
    public async Task Options_that_are_not_right_are_refused(string[] arguments, string says) =>
        Assert.Contains(says, (await Assert.ThrowsAsync<CommandException>(() => ApplyCommand.RunAsync(Spectre.Console.AnsiConsole.Console, arguments, CancellationToken.None))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_server_that_is_not_there_and_a_key_that_is_not_valid_are_said_in_a_sentence()
    {
        Task<int> Apply(string url) => ApplyCommand.RunAsync(Spectre.Console.AnsiConsole.Console, [PriceFiles.Sample, "--url", url, "--key", "not-a-key", "--yes"], CancellationToken.None);

        Assert.Contains("refused: 401 unauthenticated", (await Assert.ThrowsAsync<CommandException>(() => Apply(_server.Host.Address.ToString()))).Message, StringComparison.Ordinal);
        Assert.Contains("There is no Farebox at", (await Assert.ThrowsAsync<CommandException>(() => Apply("http://127.0.0.1:9"))).Message, StringComparison.Ordinal);
    }

    private async Task<string> StateAsync() => (await Sql.ReadAsync<string>(_server.Database.OwnerConnectionString,
        "SELECT (SELECT count(*) FROM config) || ' ' || (SELECT count(*) FROM entry)"))!;
}
