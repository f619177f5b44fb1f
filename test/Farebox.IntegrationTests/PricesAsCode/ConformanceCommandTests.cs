using System.Text.Json;
using Farebox.CommandLine;

namespace Farebox.IntegrationTests.PricesAsCode;

public sealed class ConformanceCommandTests
{
    private const string Good = """
        source: acme
        topic: tiers
        preset: lago
        cases:
          one: {setup: {charge: {model: per_unit, unit_price: 2}}, inputs: {quantity: 3}, expected: {amount: 6}}
          two: {convention: ours, setup: {charge: {model: per_unit, unit_price: 2}}, inputs: {quantity: 4}, expected: {amount: 8}}
        """;

    [Fact]
    public async Task Inside_a_clone_the_published_cases_are_computed_and_none_fails()
    {
        var (code, output) = await CommandRun.ConformanceAsync();

        Assert.Equal(0, code);
        Assert.Contains("free of convention: ", output, StringComparison.Ordinal);
        foreach (var preset in (string[])["farebox", "lago", "openmeter", "stripe"]) Assert.Contains($"preset {preset}: ", output, StringComparison.Ordinal);
        Assert.Contains(" passed, 0 failed, ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_cases_are_counted_by_topic_and_source()
    {
        using var files = new PriceFiles().Write("cases.yaml", Good);
        var (code, output) = await CommandRun.ConformanceAsync(files.Folder);

        Assert.Equal(0, code);
        Assert.Contains("free of convention: 1 of 1 passed (100 %)", output, StringComparison.Ordinal);
        Assert.Contains("preset lago: 2 of 2 passed (100 %)", output, StringComparison.Ordinal);
        Assert.EndsWith("2 passed, 0 failed, 0 known to differ, 0 not yet.", output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_differs_fails_the_command_with_both_numbers_and_the_working()
    {
        using var files = new PriceFiles().Write("cases.yaml", Good.Replace("amount: 6", "amount: 7", StringComparison.Ordinal));
        var (code, output) = await CommandRun.ConformanceAsync(files.Folder);

        Assert.Equal(1, code);
        Assert.StartsWith(
            $"{files.Folder}/cases.yaml:5:3: failed: one\n    amount: expected 7, and this came out: 6\n    per unit: 3 at 2 = 6\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_difference_with_a_reason_does_not_fail_until_it_is_gone()
    {
        const string Exceptions = "known: {one: {kind: source, reason: A slip of the page.}}";
        using var different = new PriceFiles().Write("cases.yaml", Good.Replace("amount: 6", "amount: 7", StringComparison.Ordinal)).Write("exceptions.yaml", Exceptions);
        using var same = new PriceFiles().Write("cases.yaml", Good).Write("exceptions.yaml", Exceptions);

        var (known, shown) = await CommandRun.ConformanceAsync(different.Folder, "--all");
        var (stale, told) = await CommandRun.ConformanceAsync(same.Folder);
        Assert.Equal((0, 1), (known, stale));
        Assert.Contains("known: one (A slip of the page.)", shown, StringComparison.Ordinal);
        Assert.Contains($"{same.Folder}/exceptions.yaml:1:9: error: the case one passes. Remove the exception.", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_a_file_is_a_line_and_nothing_is_computed()
    {
        using var files = new PriceFiles().Write("cases.yaml", Good.Replace("quantity: 3", "quantty: 3", StringComparison.Ordinal));
        var (code, output) = await CommandRun.ConformanceAsync(files.Folder);

        Assert.Equal(1, code);
        Assert.StartsWith($"{files.Folder}/cases.yaml:5:69: error: the key \"quantty\" is not known here. Did you mean quantity?", output, StringComparison.Ordinal);
        Assert.EndsWith("1 error: nothing was computed.", output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_gets_everything_as_json()
    {
        using var files = new PriceFiles().Write("cases.yaml", Good);
        var (_, output) = await CommandRun.ConformanceAsync(files.Folder, "--source", "acme", "--json");

        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal(2, json.GetProperty("total").GetProperty("passed").GetInt32());
        Assert.Equal("6", json.GetProperty("cases")[0].GetProperty("actual").GetProperty("amount").GetString());
        Assert.Equal("passed", json.GetProperty("cases")[0].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task A_folder_or_topic_that_is_not_there_is_refused()
    {
        using var files = new PriceFiles().Write("cases.yaml", Good);

        Assert.Contains("no folder", (await Assert.ThrowsAsync<CommandException>(() => CommandRun.ConformanceAsync("/tmp/there-is-no-such-folder"))).Message, StringComparison.Ordinal);
        Assert.Contains("No case is of that topic", (await Assert.ThrowsAsync<CommandException>(() => CommandRun.ConformanceAsync(files.Folder, "--topic", "tires"))).Message, StringComparison.Ordinal);
        Assert.Contains("--tpoic is not known", (await Assert.ThrowsAsync<CommandException>(() => CommandRun.ConformanceAsync(files.Folder, "--tpoic", "x"))).Message, StringComparison.Ordinal);
    }
}
