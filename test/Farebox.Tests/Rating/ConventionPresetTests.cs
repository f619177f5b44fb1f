using Farebox.Rating;
using Farebox.Rating.Conventions;
using Farebox.Tests.Architecture;

namespace Farebox.Tests.Rating;

public sealed class ConventionPresetTests
{
    private static readonly SourceFile Page = Repository.Find("docs/reference/conventions.md")!;

    [Fact]
    public void There_is_a_preset_for_each_system_and_ours_comes_first() => Assert.Equal(
        ["farebox", "autumn", "flexprice", "killbill", "lago", "meteroid", "metronome", "openmeter", "orb", "polar", "stripe"],
        ConventionPreset.All.Select(preset => preset.Name));

    [Fact]
    public void Four_are_complete() =>
        Assert.Equal(["farebox", "lago", "openmeter", "stripe"], ConventionPreset.All.Where(preset => preset.IsComplete).Select(preset => preset.Name));

    [Fact]
    public void Each_says_where_it_is_from() => Assert.All(ConventionPreset.All, preset => Assert.EndsWith(".", preset.Source, StringComparison.Ordinal));

    [Theory]
    [InlineData("lago", true, TierBounds.UpperInclusive)]
    [InlineData("openmeter", true, TierBounds.UpperInclusive)]
    [InlineData("farebox", false, TierBounds.UpperInclusive)]
    [InlineData("killbill", false, TierBounds.Width)]
    public void Systems_differ(string name, bool flatAtZero, TierBounds bounds)
    {
        var preset = ConventionPreset.Find(name)!;
        Assert.Equal((flatAtZero, bounds), (preset.Graduated.FlatAtZero, preset.Graduated.Bounds));
    }

    [Fact]
    public void The_page_says_who_chose_what() => Rule.Holds(ConventionPage.Violations(Page));

    [Fact]
    public void A_page_that_says_otherwise_is_seen() =>
        Assert.Single(ConventionPage.Violations(new(Page.Path, Page.Text.Replace("autumn, polar: `zero`", "autumn: `zero`", StringComparison.Ordinal))));

    [Fact]
    public void A_name_nobody_has_finds_nothing() => Assert.Null(ConventionPreset.Find("Lago"));
}
