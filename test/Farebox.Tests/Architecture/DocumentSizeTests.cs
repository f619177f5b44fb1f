namespace Farebox.Tests.Architecture;

public sealed class DocumentSizeTests
{
    [Fact]
    public void Documents_keep_to_their_length() => Rule.Holds(Repository.Files, DocumentSizes.Violations);

    [Theory]
    [InlineData("README.md", 150)]
    [InlineData("docs/decisions/0001-some.md", 60)]
    [InlineData("docs/concepts/some.md", 120)]
    public void A_document_over_its_length_is_seen(string path, int limit)
    {
        Rule.Sees(DocumentSizes.Violations(Lines(path, limit + 1)), $"{path} has {limit + 1} lines; its limit is {limit}");
        Rule.Holds(DocumentSizes.Violations(Lines(path, limit)));
        Rule.Holds(DocumentSizes.Violations(Lines("docs/guides/some.md", limit + 1)));
    }

    private static SourceFile Lines(string path, int count) => new(path, string.Concat(Enumerable.Repeat("word\n", count)));
}
