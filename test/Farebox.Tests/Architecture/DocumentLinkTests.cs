namespace Farebox.Tests.Architecture;

public sealed class DocumentLinkTests
{
    private static readonly SourceFile[] Elsewhere =
        [new("docs/concepts/holds.md", "# Holds\n\n## Late capture, and why\n"), new("src/Farebox/Program.cs", "")];

    private static IEnumerable<SourceFile> Documents => Repository.Files.Where(file => file.IsMarkdown);

    [Fact]
    public void Every_relative_link_leads_somewhere() =>
        Rule.Holds(Documents, file => DocumentLinks.LinkViolations(file, Repository.Exists, Repository.Find));

    [Theory]
    [InlineData("[a](nowhere.md)", "docs/a.md links to nowhere.md")]
    [InlineData("[a](../docs/concepts/none.md#b)", "which does not exist")]
    [InlineData("[a](concepts/holds.md#early-capture)", "which has no such heading")]
    [InlineData("[a](#here)", "which has no such heading")]
    public void A_link_to_nowhere_is_seen(string text, string expected) => Rule.Sees(Links(text), expected);

    [Theory]
    [InlineData("[a](concepts/holds.md)")]
    [InlineData("[a](../docs/concepts/holds.md#late-capture-and-why)")]
    [InlineData("[a](https://example.com/none.md)")]
    [InlineData("# Here\n[a](#here)")]
    [InlineData("`[a](none.md)`\n```sh\n[a](none.md)\n```\n")]
    public void Links_that_resolve_hosts_and_code_are_no_violations(string text) => Rule.Holds(Links(text));

    [Fact]
    public void Every_path_of_the_repository_that_a_document_names_exists() =>
        Rule.Holds(Documents, file => DocumentLinks.PathViolations(file, Repository.Exists));

    [Theory]
    [InlineData("see `src/Farebox/Main.cs`.", "names src/Farebox/Main.cs, which")]
    [InlineData("```sh\ncat docs/none.md\n```\n", "names docs/none.md, which")]
    public void A_path_to_nowhere_is_seen(string text, string expected) => Rule.Sees(Paths(text), expected);

    [Theory]
    [InlineData("see src/Farebox/Program.cs.")]
    [InlineData("docs/decisions/NNNN-*.md and src/<name>/ and https://example.com/src/none.cs")]
    public void Paths_that_resolve_shapes_and_addresses_are_no_violations(string text) => Rule.Holds(Paths(text));

    private static IEnumerable<string> Links(string text) =>
        DocumentLinks.LinkViolations(new("docs/a.md", text), path => path == "docs/a.md" || Find(path) is not null, Find);

    private static IEnumerable<string> Paths(string text) =>
        DocumentLinks.PathViolations(new("docs/a.md", text), path => Find(path) is not null);

    private static SourceFile? Find(string path) => Elsewhere.FirstOrDefault(file => file.Path == path);
}
