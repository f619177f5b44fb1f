namespace Farebox.Tests.Architecture;

public sealed class ErrorCatalogueTests
{
    private static readonly SourceFile Registry = new(ErrorCatalogue.RegistryPath, """
        public static readonly ProblemCode HoldUnknown = new("hold_unknown", 404, "No such hold", "Check the id.");
        public static readonly ProblemCode Overloaded = new("overloaded", 503, "Too much", "Wait.");
        """);

    [Fact]
    public void The_registry_and_the_page_of_errors_list_the_same_codes() =>
        Rule.Holds(ErrorCatalogue.Violations(Repository.Find(ErrorCatalogue.RegistryPath), Repository.Find(ErrorCatalogue.PagePath)));

    [Theory]
    [InlineData("| `gone` | 404 |\n", "gone is explained and does not exist")]
    [InlineData("## `gone`\n", "gone is explained and does not exist")]
    public void A_code_that_only_the_page_has_is_seen(string more, string expected) =>
        Rule.Sees(ErrorCatalogue.Violations(Registry, Page("| `hold_unknown` | 404 |\n## `overloaded`\n" + more)), expected);

    [Fact]
    public void A_code_that_only_the_registry_has_is_seen() =>
        Rule.Sees(ErrorCatalogue.Violations(Registry, Page("| `hold_unknown` | 404 |\n")), "overloaded is not explained");

    [Fact]
    public void A_code_that_is_registered_twice_is_seen() =>
        Rule.Sees(
            ErrorCatalogue.Violations(
                Registry with { Text = Registry.Text + "var a = new(\"overloaded\");" },
                Page("| `hold_unknown` |\n| `overloaded` |\n")),
            "registered twice");

    [Fact]
    public void A_registry_without_a_page_is_seen() => Assert.Equal(2, ErrorCatalogue.Violations(Registry, null).Count());

    private static SourceFile Page(string text) => new(ErrorCatalogue.PagePath, text);
}
