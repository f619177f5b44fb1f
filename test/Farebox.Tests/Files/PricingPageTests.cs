using System.Text;
using System.Text.Json;
using Farebox.Files;
using Farebox.Files.Charges;
using Farebox.Files.Shapes;
using Farebox.Tests.Architecture;

namespace Farebox.Tests.Files;

/// <summary>What the page about price files shows can be applied, and it shows everything.</summary>
public sealed class PricingPageTests
{
    private const string PagePath = "docs/reference/pricing-files.md";

    private static readonly SourceFile Page = Repository.Find(PagePath)!;

    [Fact]
    public void The_examples_of_the_page_are_one_folder_in_which_nothing_is_wrong() => Assert.Empty(Check(Page).Findings);

    [Fact]
    public void An_example_with_a_mistake_is_seen() =>
        Assert.Contains("Did you mean scale?", Assert.Single(Check(new(PagePath, Page.Text.Replace("    scale: 6 ", "    sclae: 6 ", StringComparison.Ordinal))).Findings).Text, StringComparison.Ordinal);

    [Fact]
    public void The_examples_are_good_by_the_schema()
    {
        var schema = new JsonSchema(JsonDocument.Parse(PricingSchema.Text).RootElement);

        Assert.All(Markdown.Blocks(Page, "yaml"), block => Assert.True(schema.Accepts(YamlJson.Of(block)!.Value)));
    }

    [Fact]
    public void The_examples_show_every_key() => Assert.Empty(KeysNotIn(string.Concat(Markdown.Blocks(Page, "yaml"))));

    [Fact]
    public void A_key_without_an_example_is_seen() => Assert.Equal(["scale"], KeysNotIn(string.Concat(Markdown.Blocks(Page, "yaml")).Replace("scale:", "", StringComparison.Ordinal)));

    private static PricingFolder Check(SourceFile page) =>
        PricingFolder.Read([.. Markdown.Blocks(page, "yaml").Select((block, i) => ($"block {i}", Encoding.UTF8.GetBytes(block)))], FileSample.Now);

    private static string[] KeysNotIn(string examples) =>
        [.. Keys(PricingShapes.File, []).Distinct().Where(key => !examples.Contains(key + ":", StringComparison.Ordinal))];

    // The keys of charge models have examples of their own, on the page of plan files.
    private static IEnumerable<string> Keys(Shape shape, HashSet<Shape> seen) => seen.Add(shape) && !IsOfCharge(shape)
        ? (shape is ObjectShape known ? known.Keys.Select(key => key.Name) : []).Concat(shape.Parts.SelectMany(part => Keys(part, seen)))
        : [];

    private static bool IsOfCharge(Shape shape) => ReferenceEquals(shape, PricingShapes.ModelRow) || ReferenceEquals(shape, ChargeShapes.Charge);
}
