using System.Text;
using System.Text.Json;
using Farebox.Files.Conformance;
using Farebox.Files.Shapes;
using Farebox.Tests.Architecture;
using Farebox.Tests.Files;

namespace Farebox.Tests.Conformance;

/// <summary>What the pages about cases show is computed, and the reference shows everything.</summary>
public sealed class ConformancePageTests
{
    private const string PagePath = "docs/reference/conformance.md";
    private const string GuidePath = "docs/guides/check-a-migration.md";
    private const string SchemaPath = "docs/reference/conformance.schema.json";

    private static readonly SourceFile Page = Repository.Find(PagePath)!;
    private static readonly JsonSchema Schema = new(JsonDocument.Parse(ConformanceSchema.Text).RootElement);

    [Fact]
    public void The_examples_of_the_page_are_good_and_come_out_as_shown()
    {
        var folder = Read(Page);

        Assert.Empty(folder.Findings);
        Assert.All(ConformanceReport.Of(folder).Results, result => Assert.NotEqual((result.Case.Id, ConformanceVerdict.Failed), (result.Case.Id, result.Verdict)));
    }

    [Fact]
    public void An_example_that_comes_out_otherwise_is_seen() =>
        Assert.False(ConformanceReport.Of(Read(new(PagePath, Page.Text.Replace("expected: {amount: 90}", "expected: {amount: 91}", StringComparison.Ordinal)))).IsGood);

    [Fact]
    public void The_difference_that_the_guide_shows_is_the_one_that_comes_out()
    {
        var result = ConformanceReport.Of(Read(Repository.Find(GuidePath)!)).Results.Single(result => result.Case.Id == "invoice-1041-line-2");

        Assert.Equal(ConformanceVerdict.Passed, result.Verdict);
        Assert.Equal(["tier 1: 10000 at 0.5 = 5000", "tier 2: 250 at 0.4 = 100"], result.Working.Select(step => $"{step.Reason}: {step.Quantity} at {step.UnitPrice} = {step.Total:0.##}"));
    }

    [Fact]
    public void The_examples_show_every_key() => Assert.Empty(KeysNotIn(string.Concat(Markdown.Blocks(Page, "yaml"))));

    [Fact]
    public void A_key_without_an_example_is_seen() =>
        Assert.Equal(["multipliers"], KeysNotIn(string.Concat(Markdown.Blocks(Page, "yaml")).Replace("multipliers:", "", StringComparison.Ordinal)));

    /// <summary>To write the file anew: set FAREBOX_WRITE_DOCS=1 and run this test.</summary>
    [Fact]
    public void The_committed_schema_is_the_one_that_the_keys_make()
    {
        var path = Path.Combine(Repository.Root, SchemaPath);
        if (Environment.GetEnvironmentVariable("FAREBOX_WRITE_DOCS") == "1") File.WriteAllText(path, ConformanceSchema.Text);

        Assert.Equal(ConformanceSchema.Text, File.ReadAllText(path));
    }

    [Fact]
    public void Every_published_file_is_good_by_the_schema() =>
        Assert.All(Published.Files.Where(file => !IsExceptions(file.Text)), file => Assert.True(Schema.Accepts(YamlJson.Of(file.Text)!.Value), file.Path));

    [Fact]
    public void A_file_with_an_unknown_key_is_bad_by_the_schema() =>
        Assert.False(Schema.Accepts(YamlJson.Of(CaseSample.Good.Replace("inputs:", "input:", StringComparison.Ordinal))!.Value));

    private static ConformanceFolder Read(SourceFile page) => ConformanceFolder.Read(
        [.. Markdown.Blocks(page, "yaml").Select((block, i) => (IsExceptions(block) ? "exceptions.yaml" : $"block {i}.yaml", Encoding.UTF8.GetBytes(block)))]);

    private static bool IsExceptions(string text) => text.Contains("\nknown:", StringComparison.Ordinal) || text.StartsWith("known:", StringComparison.Ordinal);

    private static string[] KeysNotIn(string examples) =>
        [.. Keys(ConformanceShapes.File, []).Concat(Keys(ExceptionShapes.File, [])).Distinct().Where(key => !examples.Contains(key + ":", StringComparison.Ordinal))];

    private static IEnumerable<string> Keys(Shape shape, HashSet<Shape> seen) => seen.Add(shape)
        ? (shape is ObjectShape known ? known.Keys.Select(key => key.Name) : []).Concat(shape.Parts.SelectMany(part => Keys(part, seen)))
        : [];
}
