using Farebox.Http;

namespace Farebox.IntegrationTests.Http;

public sealed class ErrorsPageTests
{
    /// <summary>To write the table anew: set FAREBOX_WRITE_DOCS=1 and run this test.</summary>
    [Fact]
    public void The_page_of_errors_says_what_the_registry_says()
    {
        var page = File.ReadAllText(ErrorsPage.Path());
        var table = ErrorsPage.Table(ProblemCodes.All);
        if (Environment.GetEnvironmentVariable("FAREBOX_WRITE_DOCS") == "1")
            File.WriteAllText(ErrorsPage.Path(), page.Replace(ErrorsPage.In(page), table, StringComparison.Ordinal));

        Assert.Equal(table, ErrorsPage.In(File.ReadAllText(ErrorsPage.Path())));
    }

    [Fact]
    public void A_page_that_says_something_else_is_seen()
    {
        var first = ProblemCodes.All[0];
        var page = $"# Errors\n\n{ErrorsPage.Table([first with { Remedy = "Give up." }])}\n\nMore.";

        Assert.NotEqual(ErrorsPage.Table([first]), ErrorsPage.In(page));
        Assert.Equal(ErrorsPage.Table([first with { Remedy = "Give up." }]), ErrorsPage.In(page));
    }

    [Fact]
    public void A_code_is_registered_once_and_says_what_to_do()
    {
        Assert.Equal(ProblemCodes.All.Count, ProblemCodes.All.Select(code => code.Code).Distinct().Count());
        Assert.All(ProblemCodes.All, code => Assert.Matches("^[a-z]+(_[a-z0-9]+)*$", code.Code));
        Assert.All(ProblemCodes.All, code => Assert.InRange(code.Status, 400, 599));
        Assert.All(ProblemCodes.All, code => Assert.True(code.Title.Length > 0 && code.Remedy.EndsWith('.')));
        Assert.All(ProblemCodes.All.Where(code => code.Status == 503), code => Assert.NotNull(code.RetryAfterSeconds));
    }
}
