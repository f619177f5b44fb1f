namespace Farebox.Tests.Architecture;

public sealed class DocumentCodeTests
{
    private static IEnumerable<SourceFile> Documents => Repository.Files.Where(file => file.IsMarkdown);

    [Fact]
    public void Every_command_a_document_shows_exists()
    {
        // Before the program has a command line there is nothing to compare with.
        if (!Repository.CSharpIn("src/Farebox/CommandLine").Any()) return;
        var known = Subcommands.Known(Repository.Files);
        Assert.NotEmpty(known);
        Rule.Holds(Documents, file => DocumentCode.CommandViolations(file, known));
    }

    [Theory]
    [InlineData("./farebox demmo", "shows ./farebox demmo")]
    [InlineData("FAREBOX_DATA=/tmp/a ./farebox start &", "shows ./farebox start")]
    [InlineData("cd farebox\n  $ ./farebox launch # now", "shows ./farebox launch")]
    public void A_command_that_does_not_exist_is_seen(string line, string expected) => Rule.Sees(Commands(line), expected);

    [Theory]
    [InlineData("./farebox demo --speed 10")]
    [InlineData("./farebox --help")]
    [InlineData("./farebox\ncurl localhost")]
    public void Commands_that_exist_are_no_violations(string line) => Rule.Holds(Commands(line));

    [Theory]
    [InlineData("farebox", "case $1 in\n  demo|up)\n    run ;;\n  *) usage ;;\nesac", "demo up")]
    [InlineData("src/Farebox/CommandLine/Main.cs", "name switch { \"verify\" => 1, \"a\" or \"b\" => 2, _ => 3 };", "verify a b")]
    [InlineData("src/Farebox/CommandLine/Main.cs", "switch (name)\n{\n    case \"report\": break;\n}", "report")]
    [InlineData("src/Farebox/Http/Other.cs", "case \"wallet\": break;", "")]
    public void Commands_are_read_from_the_dispatch_and_from_nowhere_else(string path, string text, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), Subcommands.Known([new(path, text)]));

    [Fact]
    public void Every_block_of_CSharp_a_document_shows_is_compiled_by_a_test()
    {
        var compiled = Repository.CSharpIn("test").Where(file => !file.IsIn("test/Farebox.Tests/Architecture"));
        var snippets = DocumentCode.Snippets(compiled);
        Rule.Holds(Documents, file => DocumentCode.SnippetViolations(file, snippets));
    }

    [Fact]
    public void CSharp_that_no_test_compiles_is_seen()
    {
        var snippets = DocumentCode.Snippets([new("test/Some.cs", """
            class A
            {
                // snippet: one
                void B()
                {
                }
                // end snippet
            }
            """)]);

        Rule.Holds(DocumentCode.SnippetViolations(Shows("csharp", "void B()\n{\n}"), snippets));
        Rule.Sees(DocumentCode.SnippetViolations(Shows("csharp", "void C()\n{\n}"), snippets), "no test compiles: void C()");
    }

    private static IEnumerable<string> Commands(string text) =>
        DocumentCode.CommandViolations(Shows("sh", text), new HashSet<string> { "demo" });

    private static SourceFile Shows(string language, string code) => new("README.md", $"# A\n\n```{language}\n{code}\n```\n");
}
