namespace Farebox.Tests.Architecture;

public sealed class ServiceRuleTests
{
    // Core has no services: its classes are values and books, made by their own factories.
    private static IEnumerable<SourceFile> Services => Repository.CSharpIn("src").Where(file => !file.IsIn("src/Farebox.Core"));

    [Fact]
    public void No_service_has_more_than_four_dependencies() => Rule.Holds(Services, ServiceRules.Violations);

    [Theory]
    [InlineData("class A(B b, C c, D d, E e, F f);")]
    [InlineData("class A { public A(B b, C c, D d, E e, F f) { } }")]
    public void A_service_with_five_dependencies_is_seen(string code) => Rule.Sees(Violations(code), "A has 5 dependencies");

    [Theory]
    [InlineData("class A(B b, C c, D d, E e, int f, string? g, TimeSpan h);")]
    [InlineData("record A(B b, C c, D d, E e, F f);")]
    [InlineData("class A { private A(B b, C c, D d, E e, F f) { } }")]
    public void Four_dependencies_settings_facts_and_private_constructors_are_no_violations(string code) => Rule.Holds(Violations(code));

    private static IEnumerable<string> Violations(string code) => ServiceRules.Violations(new("src/Farebox/Http/A.cs", code));
}
