namespace Farebox.Tests.Architecture;

public sealed class FolderArrowTests
{
    [Fact]
    public void Folders_of_Core_use_only_the_folders_below_them() => Rule.Holds(Repository.Core, FolderArrows.Violations);

    [Theory]
    [InlineData("Rating", "using Farebox.Ledger;", "Rating may not use Ledger")]
    [InlineData("Ledger", "using static Farebox.Rating.RateCard;", "Ledger may not use Rating")]
    [InlineData("Ledger", "using Card = Farebox.Rating.RateCard;", "Ledger may not use Rating")]
    [InlineData("Ledger", "class A { Farebox.Rating.RateCard? card; }", "Ledger may not use Rating")]
    [InlineData("Rating", "class A { object a = global::Farebox.Ledger.Book.Empty; }", "Rating may not use Ledger")]
    [InlineData("Rating", "class A { Ledger.Grant? grant; }", "Rating may not use Ledger")]
    [InlineData("Rating", "class A { object a = Ledger.Book.Empty; }", "Rating may not use Ledger")]
    [InlineData("Money", "using Farebox.Time;", "Money may not use Time")]
    [InlineData("Metering", "using Farebox.Charging;", "Metering may not use Charging")]
    [InlineData("Shipping", "", "is in no folder that has arrows")]
    public void An_arrow_against_the_direction_is_seen(string folder, string code, string expected) =>
        Rule.Sees(FolderArrows.Violations(File(folder, code)), expected);

    [Fact]
    public void An_arrow_in_the_direction_a_comment_and_a_string_are_not_violations() =>
        Rule.Holds(FolderArrows.Violations(File("Rating", """
            using Farebox.Money;
            namespace Farebox.Rating;
            // Farebox.Ledger.Grant is not for us.
            class A { string a = "Farebox.Ledger.Grant"; Farebox.Rating.RateCard? card; }
            """)));

    [Fact]
    public void Namespaces_of_Core_are_its_folders() => Rule.Holds(Repository.Core, FolderArrows.NamespaceViolations);

    [Fact]
    public void A_namespace_of_another_folder_is_seen() =>
        Rule.Sees(FolderArrows.NamespaceViolations(File("Rating", "namespace Farebox.Ledger;")), "declares Farebox.Ledger");

    private static SourceFile File(string folder, string text) => new($"src/Farebox.Core/{folder}/Some.cs", text);
}
