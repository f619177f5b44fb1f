namespace Farebox.Tests.Architecture;

public sealed class SizeBudgetTests
{
    private static readonly SourceFile[] Sources = [.. Repository.CSharpIn("src")];

    [Fact]
    public void No_file_is_longer_than_the_limit() =>
        Rule.Holds(
            Repository.Files.Where(file => file.IsCSharp || file.Name.EndsWith(".sql", StringComparison.Ordinal)),
            SizeBudget.LongFiles);

    [Fact]
    public void A_file_over_the_limit_is_seen()
    {
        Rule.Sees(SizeBudget.LongFiles(Lines(401)), "has 401 lines");
        Rule.Holds(SizeBudget.LongFiles(Lines(400)));
    }

    [Fact]
    public void No_method_is_longer_than_the_limit() => Rule.Holds(Repository.Files.Where(file => file.IsCSharp), SizeBudget.LongMethods);

    [Fact]
    public void A_method_over_the_limit_is_seen()
    {
        Rule.Sees(SizeBudget.LongMethods(Method(61)), "B has 61 lines");
        Rule.Holds(SizeBudget.LongMethods(Method(60)));
    }

    [Theory]
    [InlineData("class A {\n/// <summary>Not counted.</summary>\n[Not(1)]\nvoid B()\n{\n\n// counted\n}\n}", "B", 5)]
    [InlineData("class A {\nA(int a)\n{\n}\n}", "A", 3)]
    [InlineData("class A {\nint B =>\n1;\n}", "B", 2)]
    [InlineData("class A {\nint B { get; set; }\n}", null, 0)]
    [InlineData("class A {\nint B\n{\nget\n{\nreturn 1;\n}\n}\n}", "get", 4)]
    [InlineData("class A {\nvoid B()\n{\nvoid C()\n{\n}\n}\n}", "B", 6)]
    [InlineData("class A {\nstring B() =>\n\"\"\"\n}\n\"\"\";\n}", "B", 4)]
    [InlineData("One();\nTwo();\n\nThree();\n", "top-level statements", 4)]
    public void Bodies_are_counted_from_the_name_to_the_closing_brace(string code, string? name, int lines) =>
        Assert.Equal(
            name is null ? [] : [(name, lines)],
            CSharp.Bodies(new SourceFile("A.cs", code)).Select(body => (body.Name, body.Lines)));

    [Fact]
    public void Half_of_the_files_fit_on_a_screen() => Rule.Holds(SizeBudget.Over("files", FileLines, 50, SizeBudget.FileLinesMedian));

    [Fact]
    public void Nearly_all_files_are_short() => Rule.Holds(SizeBudget.Over("files", FileLines, 95, SizeBudget.FileLinesP95));

    [Fact]
    public void Nearly_all_methods_are_short() => Rule.Holds(SizeBudget.Over("methods", MethodLines, 95, SizeBudget.MethodLinesP95));

    [Fact]
    public void A_budget_that_is_passed_is_seen()
    {
        Rule.Sees(SizeBudget.Over("files", [10, 61, 62], 50, 60), "up to 61 lines; the budget is 60");
        Rule.Holds(SizeBudget.Over("files", [10, 60, 900], 50, 60));
        Rule.Sees(SizeBudget.Over("methods", Enumerable.Range(1, 100), 95, 94), "up to 95 lines; the budget is 94");
    }

    private static IEnumerable<int> FileLines => Sources.Select(SizeBudget.LineCount);

    private static IEnumerable<int> MethodLines => Sources.SelectMany(CSharp.Bodies).Select(body => body.Lines);

    private static SourceFile Method(int lines) =>
        new("A.cs", "class A {\nvoid B()\n{\n" + string.Concat(Enumerable.Repeat("One();\n", lines - 3)) + "}\n}\n");

    private static SourceFile Lines(int count) => new("A.cs", string.Concat(Enumerable.Repeat("//\n", count)));
}
