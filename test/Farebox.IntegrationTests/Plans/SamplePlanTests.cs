using System.Globalization;
using System.Text.Json;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Plans;

/// <summary>The plans of vendors in the samples come to the numbers that the vendors' documents state.</summary>
public sealed class SamplePlanTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Find(), "samples/plans/vendors");

    private static readonly Expected[] All =
        [.. File.ReadLines(Path.Combine(Folder, "expected.csv")).Skip(1).Select(line => line.Split(',')).Select(cells => new Expected(cells[0], cells[1], cells[2], cells[3]))];

    public static TheoryData<string> Plans => [.. All.Select(row => row.Plan).Distinct()];

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task A_vendors_plan_comes_to_the_numbers_its_documents_state(string plan)
    {
        var (code, json) = await PriceRun.JsonAsync(Path.Combine(Folder, plan + ".yaml"), "--usage", Path.Combine(Folder, plan + ".csv"));

        Assert.Equal(0, code);
        Assert.All(All.Where(row => row.Plan == plan), row => Assert.Equal((row.Account, row.What, Number(row.Value)), (row.Account, row.What, Found(json, row))));
    }

    [Fact]
    public void Every_plan_has_expected_numbers_and_says_where_it_is_from()
    {
        var files = Directory.GetFiles(Folder, "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)!).ToArray();

        Assert.Equal(files.Order(), All.Select(row => row.Plan).Distinct().Order());
        Assert.All(files, name =>
        {
            var text = File.ReadAllText(Path.Combine(Folder, name + ".yaml"));
            Assert.Contains("\nsource: ", text, StringComparison.Ordinal);
            Assert.Contains("\nas_of: ", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_number_that_is_not_what_the_plan_comes_to_is_seen()
    {
        var (_, json) = await PriceRun.JsonAsync(Path.Combine(Folder, "runway.yaml"), "--usage", Path.Combine(Folder, "runway.csv"));

        Assert.NotEqual(121m, Found(json, new("runway", "runway-gen4-10s", "amount", "121")));
    }

    [Fact]
    public async Task The_increase_that_was_cancelled_would_have_been_billed_as_of_before_that()
    {
        var (_, json) = await PriceRun.JsonAsync(
            Path.Combine(Folder, "anthropic.yaml"), "--usage", Path.Combine(Folder, "anthropic.csv"), "--account", "sonnet5-cancelled-increase", "--as-of", "2026-08-19");

        Assert.Equal(3m, Found(json, new("anthropic", "sonnet5-cancelled-increase", "class input", "3")));
    }

    private static decimal Found(JsonElement json, Expected row)
    {
        var (what, of) = row.What.Split(' ', 2) is [var first, var second] ? (first, second) : (row.What, null);
        var lines = json.GetProperty("lines").EnumerateArray().Where(line => line.GetProperty("account").GetString() == row.Account);
        if (what == "class")
            return lines.SelectMany(line => line.GetProperty("steps").EnumerateArray()).Where(step => step.GetProperty("class").GetString() == of).Sum(step => step.Number("total"));
        return lines.Where(line => of is null || line.GetProperty("charge").GetString() == of).Sum(line => line.Number(what));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Expected(string Plan, string Account, string What, string Value);
}
