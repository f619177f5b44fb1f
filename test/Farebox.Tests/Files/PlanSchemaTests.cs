using System.Text.Json;
using Farebox.Files;
using Farebox.Files.Plans;
using Farebox.Files.Shapes;
using Farebox.Tests.Architecture;

namespace Farebox.Tests.Files;

public sealed class PlanSchemaTests
{
    private const string CommittedPath = "docs/reference/plan.schema.json";
    private static readonly JsonElement Written = JsonDocument.Parse(PlanSchema.Text).RootElement;
    private static readonly JsonSchema Schema = new(Written);

    public static TheoryData<string> Samples =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "samples/plans"), "*.yaml", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Repository.Root, path))];

    /// <summary>To write the file anew: set FAREBOX_WRITE_DOCS=1 and run this test.</summary>
    [Fact]
    public void The_committed_schema_is_the_one_that_the_keys_make()
    {
        var path = Path.Combine(Repository.Root, CommittedPath);
        if (Environment.GetEnvironmentVariable("FAREBOX_WRITE_DOCS") == "1") File.WriteAllText(path, PlanSchema.Text);

        Assert.Equal(PlanSchema.Text, File.ReadAllText(path));
    }

    [Fact]
    public void Every_key_the_reader_knows_is_in_the_schema_and_the_reverse()
    {
        var read = Objects(PlanShapes.File, []).ToDictionary(shape => shape.Name, shape => shape.Keys.Select(key => key.Name).ToArray());
        var described = Written.GetProperty("$defs").EnumerateObject()
            .ToDictionary(definition => definition.Name, definition => definition.Value.GetProperty("properties").EnumerateObject().Select(member => member.Name).ToArray());

        Assert.Equal(read.Keys.Order(), described.Keys.Order());
        Assert.All(read, shape => Assert.Equal(shape.Value, described[shape.Key]));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_plan_of_the_samples_is_good_by_the_schema_and_by_the_reader(string path)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, path));

        Assert.Empty(PlanFile.Read(path, System.Text.Encoding.UTF8.GetBytes(text)).Findings);
        Assert.True(Schema.Accepts(YamlJson.Of(text)!.Value));
    }

    [Theory]
    [InlineData("plan: a\ncurrency: USD\nversions: {}\nmeter: {}")]
    [InlineData("plan: a\ncurrency: USD")]
    [InlineData("plan: a\ncurrency: USD\nversions: {1: {effective_from: 2026-01-01T00:00:00Z, charges: {t: {meter: m, prices: [{model: gradated}]}}}}")]
    [InlineData("plan: a\ncurrency: USD\nversions: {1: {effective_from: 2026-01-01T00:00:00Z, charges: {t: {meter: m, prices: [{model: graduated, tiers: [{up_to: ten}]}]}}}}")]
    public void A_bad_plan_is_bad_by_the_schema(string text) => Assert.False(Schema.Accepts(YamlJson.Of(text)!.Value));

    private static IEnumerable<ObjectShape> Objects(Shape shape, HashSet<Shape> seen)
    {
        if (!seen.Add(shape)) return [];
        var inside = shape.Parts.SelectMany(part => Objects(part, seen));
        return shape is ObjectShape known ? inside.Prepend(known) : inside;
    }
}
