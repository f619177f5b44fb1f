namespace Farebox.Tests.Architecture;

public sealed class WordRuleTests
{
    private static IEnumerable<SourceFile> CSharpFiles => Repository.Files.Where(file => file.IsCSharp);

    // Lock files are hashes: they hold any four letters sooner or later.
    private static IEnumerable<SourceFile> Prose =>
        Repository.Files.Where(file => file.Name != "packages.lock.json" && !file.Name.EndsWith(".csv", StringComparison.Ordinal));

    [Fact]
    public void There_are_no_regions() => Rule.Holds(CSharpFiles, WordRules.RegionViolations);

    [Fact]
    public void A_region_is_seen() => Rule.Sees(WordRules.RegionViolations(Source("#region A\nclass A;\n#endregion")), "#region A");

    [Fact]
    public void Nothing_is_left_unfinished() => Rule.Holds(Prose, WordRules.UnfinishedViolations);

    [Theory]
    [InlineData("// TO", "DO: later")]
    [InlineData("// FIX", "ME")]
    [InlineData("# HA", "CK around it")]
    [InlineData("throw new NotImplemented", "Exception();")]
    public void Unfinished_work_is_seen(string first, string second) =>
        Rule.Sees(WordRules.UnfinishedViolations(Source("class A;\n" + first + second)), ":2 is unfinished");

    [Fact]
    public void No_file_names_the_machine_it_was_written_on() => Rule.Holds(Repository.Files, WordRules.MachineViolations);

    [Theory]
    [InlineData("see /ho", "me/ann/farebox")]
    [InlineData("see /Us", "ers/ann/farebox")]
    [InlineData("see C:\\Us", "ers\\ann")]
    [InlineData("cd /wo", "rk/tree")]
    [InlineData("source = https://nuget.build.in", "ternal/v3")]
    [InlineData("source = https://regi", "stry.example.com/v3")]
    public void A_machine_is_seen(string first, string second) =>
        Rule.Sees(WordRules.MachineViolations(Source(first + second)), "names a machine");

    [Fact]
    public void A_path_in_the_repository_and_the_own_address_name_no_machine() =>
        Rule.Holds(WordRules.MachineViolations(Source("docs/work/a ~/home/x http://127.0.0.1:8080 /var/lib/farebox")));

    [Fact]
    public void Only_the_command_line_writes_to_the_console() => Rule.Holds(Repository.CSharpIn("src"), WordRules.ConsoleViolations);

    [Theory]
    [InlineData("Console.WriteLine();")]
    [InlineData("System.Console.WriteLine();")]
    [InlineData("global::System.Console.WriteLine();")]
    [InlineData("using static System.Console;")]
    public void The_console_elsewhere_is_seen(string code) => Rule.Sees(WordRules.ConsoleViolations(Source(code)), "uses Console");

    [Fact]
    public void The_console_of_the_command_line_and_of_its_library_are_no_violations()
    {
        Rule.Holds(WordRules.ConsoleViolations(new("src/Farebox/CommandLine/Out.cs", "Console.WriteLine();")));
        Rule.Holds(WordRules.ConsoleViolations(Source("using Spectre.Console;\n// Console.Write\nvar a = new Spectre.Console.Table();")));
    }

    [Fact]
    public void Only_the_Postgres_project_knows_SQL() => Rule.Holds(Repository.Files, WordRules.SqlViolations);

    [Theory]
    [InlineData("var a = \"SELECT 1\";")]
    [InlineData("var a = \"INSERT INTO entry VALUES (1)\";")]
    [InlineData("var a = $\"UPDATE {1} SET a = 1\";")]
    [InlineData("var a = \"\"\"\n  DELETE FROM entry\n  \"\"\";")]
    public void SQL_elsewhere_is_seen(string code) =>
        Rule.Sees(WordRules.SqlViolations(Source(code)), "src/Farebox/Http/Some.cs");

    [Fact]
    public void A_SQL_file_elsewhere_is_seen() => Rule.Sees(WordRules.SqlViolations(new("src/Farebox/a.sql", "")), "is SQL");

    [Fact]
    public void SQL_at_home_and_in_a_comment_are_no_violations()
    {
        Rule.Holds(WordRules.SqlViolations(new("src/Farebox.Postgres/Reports/Usage.cs", "var a = \"SELECT 1\";")));
        Rule.Holds(WordRules.SqlViolations(Source("// SELECT 1\nvar a = \"Select one\";")));
    }

    private static SourceFile Source(string text) => new("src/Farebox/Http/Some.cs", text);
}
