using System.Text.Json;
using Farebox.Files;
using Farebox.Files.Shapes;
using Farebox.Tests.Architecture;

namespace Farebox.Tests.Files;

public sealed class PricingSchemaTests
{
    private const string CommittedPath = "docs/reference/pricing.schema.json";
    private static readonly JsonElement Written = JsonDocument.Parse(PricingSchema.Text).RootElement;
    private static readonly JsonSchema Schema = new(Written);

    public static TheoryData<string> Names => [.. BadFiles.All.Select(file => file.Name)];

    public static TheoryData<string> Samples => [.. Directory.GetFiles(Path.Combine(Repository.Root, "samples/pricing"), "*.yaml").Select(path => Path.GetFileName(path)!)];

    /// <summary>To write the file anew: set FAREBOX_WRITE_DOCS=1 and run this test.</summary>
    [Fact]
    public void The_committed_schema_is_the_one_that_the_keys_make()
    {
        var path = Path.Combine(Repository.Root, CommittedPath);
        if (Environment.GetEnvironmentVariable("FAREBOX_WRITE_DOCS") == "1") File.WriteAllText(path, PricingSchema.Text);

        Assert.Equal(PricingSchema.Text, File.ReadAllText(path));
    }

    [Fact]
    public void Every_key_the_reader_knows_is_in_the_schema_and_the_reverse()
    {
        var read = Objects(PricingShapes.File, []).ToDictionary(shape => shape.Name, shape => shape.Keys.Select(key => key.Name).ToArray());
        var described = Written.GetProperty("$defs").EnumerateObject()
            .ToDictionary(definition => definition.Name, definition => definition.Value.GetProperty("properties").EnumerateObject().Select(member => member.Name).ToArray());

        Assert.Equal(read.Keys.Order(), described.Keys.Order());
        Assert.All(read, shape => Assert.Equal(shape.Value, described[shape.Key]));
        Assert.All(Written.GetProperty("$defs").EnumerateObject(), definition => Assert.False(definition.Value.GetProperty("additionalProperties").GetBoolean()));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_good_file_is_good_by_the_schema(string name) =>
        Assert.True(Schema.Accepts(YamlJson.Of(File.ReadAllText(Path.Combine(Repository.Root, "samples/pricing", name)))!.Value));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bad_file_is_bad_by_the_schema_where_a_schema_can_know_it(string name)
    {
        var file = BadFiles.All.Single(file => file.Name == name);

        // What cannot become JSON is refused before a schema is asked.
        if (YamlJson.Of(file.Text) is { } json) Assert.Equal(!file.SchemaSees, Schema.Accepts(json));
        else Assert.False(file.SchemaSees);
    }

    [Fact]
    public void A_keyword_the_validator_does_not_know_is_not_passed_over() =>
        Assert.Throws<NotSupportedException>(() => new JsonSchema(JsonDocument.Parse("""{"contains": {}}""").RootElement).Accepts(JsonDocument.Parse("{}").RootElement));

    private static IEnumerable<ObjectShape> Objects(Shape shape, HashSet<Shape> seen)
    {
        if (!seen.Add(shape)) return [];
        var inside = shape.Parts.SelectMany(part => Objects(part, seen));
        return shape is ObjectShape known ? inside.Prepend(known) : inside;
    }
}
