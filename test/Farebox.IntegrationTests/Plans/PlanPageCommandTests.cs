using System.Text.RegularExpressions;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Plans;

/// <summary>The page about plan files shows a plan, a history and what <c>farebox price</c> says to them: it says exactly that.</summary>
public sealed partial class PlanPageCommandTests
{
    [Fact]
    public async Task The_command_says_what_the_page_shows()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "docs/reference/plan-file.md"));
        var shown = Shown().Match(page);
        var folder = Directory.CreateTempSubdirectory("farebox-page-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "pro.yaml"), shown.Groups["plan"].Value);
        await File.WriteAllTextAsync(Path.Combine(folder, "july.csv"), shown.Groups["history"].Value);

        var (code, text) = await PriceRun.TextAsync(Path.Combine(folder, "pro.yaml"), "--usage", Path.Combine(folder, "july.csv"));
        Directory.Delete(folder, recursive: true);

        Assert.Equal(3, code);
        Assert.Equal(Lines(shown.Groups["output"].Value), Lines(text));
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];

    [GeneratedRegex(@"```yaml\n(?<plan>.*?)```.*?```csv\n(?<history>.*?)```.*?```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Shown();
}
