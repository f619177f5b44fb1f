using Farebox.Offline;

namespace Farebox.IntegrationTests.Plans;

public sealed class SeenIdsTests
{
    [Fact]
    public void Only_a_repetition_of_account_source_and_id_together_was_seen_before()
    {
        var seen = new SeenIds();

        Assert.True(seen.Add("acme", "app", "1"));
        Assert.True(seen.Add("acme", "app", "2"));
        Assert.True(seen.Add("acme", "other", "1"));
        Assert.True(seen.Add("beta", "app", "1"));
        Assert.False(seen.Add("acme", "app", "1"));
        Assert.Equal(4, seen.Count);
    }

    [Fact]
    public void What_was_seen_is_not_forgotten_when_the_table_grows()
    {
        var seen = new SeenIds();

        Assert.All(Enumerable.Range(0, 50_000), i => Assert.True(seen.Add("acme", "app", $"{i}")));
        Assert.All(Enumerable.Range(0, 50_000), i => Assert.False(seen.Add("acme", "app", $"{i}")));
        Assert.Equal(50_000, seen.Count);
    }
}
