namespace Farebox.Tests.Architecture;

public sealed class WallRuleTests
{
    [Fact]
    public void What_is_done_for_a_caller_is_done_behind_the_wall() => Rule.Holds(Repository.CSharpIn("src"), WallRules.Violations);

    [Theory]
    [InlineData("class A { void B(C c) => c.CreateCommand(); }")]
    [InlineData("class A { void B(C c) => c.OpenConnectionAsync(); }")]
    public void A_session_without_the_wall_is_seen(string code) =>
        Rule.Sees(WallRules.Violations(new("src/Farebox.Postgres/Reports/A.cs", code)), "begin a TenantSession instead");

    [Fact]
    public void What_comes_before_a_tenant_is_no_violation() =>
        Rule.Holds(WallRules.Violations(new("src/Farebox.Postgres/Configuration/TenantStore.cs", "class A { void B(C c) => c.CreateCommand(); }")));

    [Fact]
    public void Nothing_joins_the_journal_behind_the_wall() => Rule.Holds(Repository.CSharpIn("src"), WallRules.Joins);

    [Fact]
    public void A_join_of_the_journal_is_seen() =>
        Rule.Sees(WallRules.Joins(new("src/Farebox.Postgres/Reports/A.cs", """class A { const string B = "FROM book JOIN entry e USING (book_id)"; }""")), "by a parameter instead");
}
