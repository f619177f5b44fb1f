using System.Reflection;

namespace Farebox.Tests.Architecture;

public sealed class CoreRuleTests
{
    [Fact]
    public void Core_has_no_binary_floating_point() => Rule.Holds(Repository.Core, CoreRules.FloatViolations);

    [Theory]
    [InlineData("class A { double a; }", "double")]
    [InlineData("class A { object a = (float)1; }", "float")]
    [InlineData("class A { object a = 1.5; }", "1.5")]
    [InlineData("class A { object a = 1e3; }", "1e3")]
    [InlineData("class A { object a = Double.Parse(\"1\"); }", "Double")]
    public void Binary_floating_point_is_seen(string code, string expected) =>
        Rule.Sees(CoreRules.FloatViolations(Charging(code)), expected);

    [Fact]
    public void A_comment_about_double_entry_and_an_exact_literal_are_not_binary_floating_point() =>
        Rule.Holds(CoreRules.FloatViolations(Charging("// double entry\nclass A { object a = 1.5m, b = 0x1d, c = 7, d = \"a double\"; }")));

    [Fact]
    public void Core_catches_nothing_but_an_overflow_in_Charging_and_Billing_and_bytes_that_are_no_JSON_in_Metering() => Rule.Holds(Repository.Core, CoreRules.CatchViolations);

    [Theory]
    [InlineData("Charging", "catch", "everything")]
    [InlineData("Charging", "catch (Exception)", "Exception")]
    [InlineData("Ledger", "catch (OverflowException)", "OverflowException")]
    [InlineData("Metering", "catch (OverflowException)", "OverflowException")]
    [InlineData("Charging", "catch (JsonException)", "JsonException")]
    public void A_catch_outside_the_seam_is_seen(string folder, string clause, string expected) =>
        Rule.Sees(CoreRules.CatchViolations(Some(folder, $"class A {{ void B() {{ try {{ }} {clause} {{ }} }} }}")), $"catches {expected}");

    [Theory]
    [InlineData("Charging", "OverflowException")]
    [InlineData("Billing", "OverflowException")]
    [InlineData("Metering", "JsonException")]
    public void A_seam_itself_is_no_violation(string folder, string exception) =>
        Rule.Holds(CoreRules.CatchViolations(Some(folder, $"class A {{ void B() {{ try {{ }} catch ({exception}) {{ }} }} }}")));

    [Fact]
    public void Public_types_of_Core_are_closed() => Rule.Holds(CoreRules.OpenTypes(Assembly.Load("Farebox.Core").GetExportedTypes()));

    [Fact]
    public void An_open_type_is_seen() =>
        Rule.Sees(CoreRules.OpenTypes([typeof(Open), typeof(CoreRuleTests), typeof(CoreRules), typeof(DayOfWeek), typeof(int)]), "Open");

    private static SourceFile Charging(string text) => Some("Charging", text);

    private static SourceFile Some(string folder, string text) => new($"src/Farebox.Core/{folder}/Some.cs", text);

    // Open on purpose: the compiler's advice to seal it is the very rule this type breaks.
#pragma warning disable CA1852
    private class Open;
#pragma warning restore CA1852
}
