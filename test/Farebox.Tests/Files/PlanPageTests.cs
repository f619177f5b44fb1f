using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Farebox.Billing;
using Farebox.Files;
using Farebox.Files.Plans;
using Farebox.Files.Shapes;
using Farebox.Metering;
using Farebox.Rating.Terms;
using Farebox.Tests.Architecture;

namespace Farebox.Tests.Files;

/// <summary>What the page about plan files shows is right: whole plans can be read, and every example of a model costs what the page says.</summary>
public sealed partial class PlanPageTests
{
    private const string PagePath = "docs/reference/plan-file.md";

    // A Wednesday at noon, as the page says.
    private static readonly DateTimeOffset At = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly SourceFile Page = Repository.Find(PagePath)!;

    private static readonly (string Terms, string Used, decimal Costs)[] Examples =
    [
        .. Example().Matches(Page.Text).SelectMany(match => match.Groups["row"].Captures
            .Select(row => row.Value.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(cells => (match.Groups["terms"].Value, cells[0], decimal.Parse(cells[1], CultureInfo.InvariantCulture)))),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Examples.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void An_example_costs_what_the_page_says(int number)
    {
        var (terms, used, costs) = Examples[number];

        Assert.Equal(costs, Cost(terms, used));
    }

    [Fact]
    public void An_example_that_costs_something_else_is_seen() => Assert.NotEqual(3m, Cost("prices: [{unit_price: 2}]\n", "1"));

    [Fact]
    public void Every_model_has_an_example_with_its_cost() =>
        Assert.All(ChargeReader.Models, model => Assert.Contains(Examples, example => example.Terms.Contains($"model: {model}", StringComparison.Ordinal)));

    [Fact]
    public void The_whole_plans_of_the_page_are_right_by_the_reader_and_by_the_schema()
    {
        var schema = new JsonSchema(JsonDocument.Parse(PlanSchema.Text).RootElement);

        Assert.NotEmpty(Plans());
        Assert.All(Plans(), plan => Assert.Empty(PlanFile.Read("page", Encoding.UTF8.GetBytes(plan)).Findings));
        Assert.All(Plans(), plan => Assert.True(schema.Accepts(YamlJson.Of(plan)!.Value)));
    }

    [Fact]
    public void The_page_tells_every_key() => Assert.Empty(KeysNotIn(Page.Text));

    [Fact]
    public void A_key_that_the_page_does_not_tell_is_seen() => Assert.Equal(["for_each"], KeysNotIn(Page.Text.Replace("for_each", "", StringComparison.Ordinal)));

    private static IEnumerable<string> Plans() => Markdown.Blocks(Page, "yaml").Where(block => block.StartsWith("plan:", StringComparison.Ordinal));

    private static decimal Cost(string terms, string used)
    {
        var text = """
            plan: page
            currency: USD
            meters:
              units: {event_type: use, components: {units: units}}
            versions:
              1:
                effective_from: 2026-01-01T00:00:00Z
                charges:
                  example:
                    meter: units

            """ + string.Concat(terms.TrimEnd().Split('\n').Select(line => $"        {line}\n"));
        var file = PlanFile.Read("page", Encoding.UTF8.GetBytes(text));
        Assert.Empty(file.Findings);

        var run = new BillRun(file.Plan!, new());
        var data = new RowData([["units"]]);
        foreach (var (index, units) in used.Split(',', StringSplitOptions.TrimEntries).Index())
        {
            data.Clear();
            Assert.Null(data.Set(0, Encoding.UTF8.GetBytes(units)));
            run.Add(new("acme", At, "use", data.Data, index + 1));
        }

        var bill = Assert.Single(run.Bills());
        Assert.Empty(bill.Unrated);
        return bill.Lines.Sum(line => line.Exact);
    }

    private static string[] KeysNotIn(string page) => [.. Keys(PlanShapes.File, []).Distinct().Where(key => !Regex.IsMatch(page, $@"\b{key}\b"))];

    private static IEnumerable<string> Keys(Shape shape, HashSet<Shape> seen) => seen.Add(shape)
        ? (shape is ObjectShape known ? known.Keys.Select(key => key.Name) : []).Concat(shape.Parts.SelectMany(part => Keys(part, seen)))
        : [];

    [GeneratedRegex(@"^```yaml\n(?<terms>(?:priced_per|prices):.*?)^```\n\n\| used \| costs \|\n\|---\|---\|\n(?<row>\|[^\n]*\|\n)+", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
