namespace Farebox.IntegrationTests.Http.BadInputs;

/// <summary>The catalogue of bad inputs, sent to every endpoint of its kind: refused with its code, nothing changed, and no harm done to the key.</summary>
public sealed class BadInputTests(BadInputFixture fixture) : IClassFixture<BadInputFixture>
{
    private static readonly BadInputs Catalogue = BadInput.Load();

    public static TheoryData<string> RowIds => [.. Catalogue.Rows.Select(row => row.ToString())];

    public static TheoryData<string> StoryIds => [.. Catalogue.Stories.Select(story => story.ToString())];

    [Theory]
    [MemberData(nameof(RowIds))]
    public async Task A_bad_input_is_refused_with_its_code_and_changes_nothing(string id)
    {
        var row = Catalogue.Rows.Single(row => row.ToString() == id);

        AssertNone(await fixture.Runner.RunAsync(row));
    }

    [Theory]
    [MemberData(nameof(StoryIds))]
    public async Task A_story_ends_as_told(string id)
    {
        var story = Catalogue.Stories.Single(story => story.ToString() == id);

        AssertNone(await new StoryRunner(fixture.Server).RunAsync(story));
    }

    [Fact]
    public async Task The_runner_sees_a_wrong_expectation()
    {
        var row = Catalogue.Rows.First(row => row.Code == "body_required");

        Assert.NotEmpty(await fixture.Runner.RunAsync(row with { Status = 422 }));
        Assert.NotEmpty(await fixture.Runner.RunAsync(row with { Code = "malformed_json" }));
        Assert.NotEmpty(await fixture.Runner.RunAsync(row with { On = [] }));
    }

    [Fact]
    public async Task The_runner_sees_that_something_changed()
    {
        var accepted = new BadInput { Id = "twin", What = "a good request", On = ["assets"], Bodies = ["{body}"], Status = 201 };

        Assert.Contains(await fixture.Runner.RunAsync(accepted), failure => failure.EndsWith("changed something", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_story_runner_sees_a_wrong_expectation()
    {
        var story = new Story("twin", "a hold is not a teapot", [new("holds", """{"asset":"credit","amount":"1"}""", 418, Key: "{account}")]);

        Assert.NotEmpty(await new StoryRunner(fixture.Server).RunAsync(story));
    }

    [Fact]
    public void Every_row_of_the_catalogue_is_tested_or_said_to_be_void() => Assert.Empty(Catalogue.Faults(BadInput.Ids()));

    [Fact]
    public void A_row_that_is_forgotten_is_seen()
    {
        Assert.Contains("B999 is neither", Catalogue.Faults([.. BadInput.Ids(), "B999"]).Single(), StringComparison.Ordinal);
        Assert.Contains("B001 is tested and said to be void", WithVoid("B001").Single(), StringComparison.Ordinal);
        Assert.Contains("B000 is no row", WithVoid("B000").Single(), StringComparison.Ordinal);

        static IEnumerable<string> WithVoid(string id) =>
            (Catalogue with { Void = new(Catalogue.Void) { [id] = "Not yet." } }).Faults(BadInput.Ids());
    }

    [Fact]
    public void Every_route_is_sent_bad_inputs() => Assert.Empty(Endpoint.Forgotten(fixture.Server.Host.Routes.All));

    [Fact]
    public void A_route_that_is_sent_none_is_seen() =>
        Assert.Equal(["POST /v1/unheard/of is sent no bad inputs: add it to Endpoint.All"], Endpoint.Forgotten([new("POST", "/v1/unheard/of", _ => default)]));

    private static void AssertNone(List<string> failures) => Assert.True(failures.Count == 0, string.Join('\n', failures.Take(5)));
}
