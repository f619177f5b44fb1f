using System.Text.Json;
using Farebox.CommandLine;
using Farebox.IntegrationTests.PriceMaps;
using Farebox.IntegrationTests.PricesAsCode;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.CommandLine;

/// <summary>From a map of prices to a debit: the files that the command writes are what the server takes.</summary>
public sealed class PricesCommandTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly string[] Usual = [MapFiles.PathOf("litellm-extract.json"), "--effective-from", "2026-01-01"];

    private readonly ApiClient _api = fixture.Api;

    [Fact]
    public async Task The_cards_it_writes_are_taken_as_they_are_and_debit_what_the_file_says_times_the_markup()
    {
        var folder = Directory.CreateTempSubdirectory("farebox-prices-").FullName;
        var (code, text) = await RunAsync([.. Usual, "--models", "gpt-4o*,claude-*", "--markup", "20%", "--asset", "credit", "--per-usd", "100", "--out", folder]);
        Assert.Equal(0, code);
        Assert.Contains("rate card default version 1 from 2026-01-01 in credit", text, StringComparison.Ordinal);

        await PostAsync("/v1/assets", """{"code":"credit"}""");
        await PostAsync("/v1/assets", """{"code":"USD"}""");
        foreach (var (path, file) in new[] { ("meters", "meter"), ("cards", "cost-card-1"), ("cards", "rate-card-1") })
            await PostAsync($"/v1/{path}", await File.ReadAllTextAsync(Path.Combine(folder, $"{file}.json")));
        await Shop.OpenAsync(_api, "acme", "1000");
        var answer = await _api.PostAsync("/v1/events", """
            {"specversion":"1.0","id":"e1","source":"app","type":"llm.answer","subject":"acme","data":{"model":"gpt-4o",
             "usage":{"prompt_tokens":2000,"completion_tokens":500,"total_tokens":2500,"prompt_tokens_details":{"cached_tokens":1000},"completion_tokens_details":{"reasoning_tokens":100}}}}
            """);

        // (1000 × 2.50 + 1000 × 1.25 + 500 × 10) / 1,000,000 dollars × 100 × 1.2
        Assert.Equal("1.05", answer.Json.GetProperty("results")[0].GetProperty("debited").GetProperty("credit").GetString());
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_prices_as_code_it_writes_are_right_and_can_be_applied_and_are_what_the_other_files_say()
    {
        using var files = new PriceFiles();
        await RunAsync([.. Usual, "--asset", "credit", "--per-usd", "100", "--out", files.Folder]);
        await using var server = await TestServer.StartAsync();

        var check = await CommandRun.CheckAsync(files.Folder);
        var apply = await CommandRun.ApplyAsync(server, files.Folder, yes: true);
        var again = await CommandRun.ApplyAsync(server, files.Folder, yes: true);

        Assert.True(check.Code == 0, check.Output);
        Assert.True(apply.Code == 0, apply.Output);
        Assert.Contains("Applied 5 changes.", apply.Output, StringComparison.Ordinal);
        Assert.Contains("0 to add, 0 to change, 5 unchanged, 0 refused.", again.Output, StringComparison.Ordinal);
        foreach (var (path, file) in new[] { ("meters", "meter"), ("cards", "cost-card-1"), ("cards", "rate-card-1") })
        {
            var same = await server.Api.PostAsync($"/v1/{path}", await File.ReadAllTextAsync(Path.Combine(files.Folder, $"{file}.json")));
            Assert.True(same.Status == 200, $"{file}: {same.Status} {same.Text}");
        }
    }

    [Fact]
    public async Task On_standard_output_it_writes_prices_as_code_and_nothing_else()
    {
        var (code, text) = await RunAsync([.. Usual, "--models", "gpt-4o", "--out", "-"]);

        Assert.Equal(0, code);
        Assert.StartsWith("assets:\n  USD:\nmeters:\n  tokens:\n    event_type: llm.answer\n    usage_format: auto\n", text, StringComparison.Ordinal);
        Assert.Contains("""          - {meter: tokens, class: cached_input, dimensions: {model: "gpt-4o"}, unit_price: 1.25, per: 1000000}""", text, StringComparison.Ordinal);
        Assert.DoesNotContain("models,", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_it_writes_lists_what_has_no_row()
    {
        var folder = Directory.CreateTempSubdirectory("farebox-prices-").FullName;
        await RunAsync([.. Usual, "--out", folder]);
        var report = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "report.json")));

        Assert.Contains(report.GetProperty("doubtful_fields").EnumerateArray(), entry =>
            entry.GetProperty("model").GetString() == "databricks/databricks-claude-sonnet-4" && entry.GetProperty("value").GetRawText() == "2.9999900000000002e-06");
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("--effective-from is needed")]
    [InlineData("--effective-from is needed", "--effective-from", "today")]
    [InlineData("--per-usd says", "--effective-from", "2026-01-01", "--asset", "credit")]
    [InlineData("--per-usd says", "--effective-from", "2026-01-01", "--per-usd", "5")]
    [InlineData("--per-usd is", "--effective-from", "2026-01-01", "--asset", "credit", "--per-usd", "0")]
    [InlineData("--markup is", "--effective-from", "2026-01-01", "--markup", "1.2")]
    [InlineData("--markup is", "--effective-from", "2026-01-01", "--markup", "-100%")]
    [InlineData("--accept takes", "--effective-from", "2026-01-01", "--accept", "inexact")]
    [InlineData("No model", "--effective-from", "2026-01-01", "--models", "gpt-nine")]
    [InlineData("does not have the form", "--effective-from", "2026-01-01", "--from", "genai-prices")]
    [InlineData("--from is", "--effective-from", "2026-01-01", "--from", "vendor")]
    [InlineData("--markups is not known", "--effective-from", "2026-01-01", "--markups", "5%")]
    public async Task A_misspelt_call_is_refused_with_what_to_write_instead(string expected, params string[] options)
    {
        var refusal = await Assert.ThrowsAsync<CommandException>(() => RunAsync([MapFiles.PathOf("litellm-extract.json"), .. options]));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    private static Task<(int Code, string Text)> RunAsync(string[] arguments) =>
        CapturedConsole.RunAsync(console => PricesCommand.RunAsync(console, arguments, CancellationToken.None));

    private async Task PostAsync(string path, string json)
    {
        var answer = await _api.PostAsync(path, json);
        Assert.True(answer.Status == 201, $"{path} answered {answer.Status}: {answer.Text}");
    }
}
