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
    public void Every_row_of_the_catalogue_is_tested_or_said_to_be_void()
    {
        var tested = Catalogue.Rows.Select(row => row.Id).Concat(Catalogue.Stories.Select(story => story.Id)).SelectMany(id => id.Split(' ')).ToHashSet();
        string[] sections = ["A 1-48", "B 51-61", "C 62-81", "E 96-114", "G 124-145", "H 146-164"];
        int[] gaps = [4, 9, 17, 19, 25, 27, 30, 32, 33, 43, 47, 53, 54, 55, 60, 68, 69, 70, 73, 98, 102, 105, 107, 113, 128, 130, 137, 147, 148, 153, 159];

        var wanted = sections.Select(section => section[2..].Split('-').Select(int.Parse).ToArray())
            .SelectMany(range => Enumerable.Range(range[0], range[1] - range[0] + 1)).Except(gaps);

        Assert.DoesNotContain(wanted.Select(number => $"B{number:000}"), id => !tested.Contains(id) && !Catalogue.Void.ContainsKey(id));
    }

    private static void AssertNone(List<string> failures) => Assert.True(failures.Count == 0, string.Join('\n', failures.Take(5)));
}
