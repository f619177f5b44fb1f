using Farebox.Wording;

namespace Farebox.Tests.Wording;

public sealed class NearestNameTests
{
    private static readonly string[] Words = ["meter", "class", "dimensions", "unit_price", "per"];

    [Theory]
    [InlineData("metre", "meter")]
    [InlineData("unit_prise", "unit_price")]
    [InlineData("UnitPrice", "unit_price")]
    [InlineData("dimension", "dimensions")]
    [InlineData("clas", "class")]
    [InlineData("pre", "per")]
    [InlineData("price", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void The_word_that_was_meant_is_found_and_no_other_is_offered(string word, string? meant) => Assert.Equal(meant, NearestName.Of(word, Words));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "abd", 1)]
    [InlineData("abc", "acb", 1)]
    [InlineData("abc", "ab", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void A_distance_counts_the_slips_of_a_hand(string left, string right, int expected)
    {
        Assert.Equal(expected, NearestName.Distance(left, right));
        Assert.Equal(expected, NearestName.Distance(right, left));
    }

    [Fact]
    public void Where_there_is_no_word_none_is_offered() => Assert.Null(NearestName.Of("a", []));
}
