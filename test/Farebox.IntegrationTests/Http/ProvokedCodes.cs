using System.Text.RegularExpressions;

namespace Farebox.IntegrationTests.Http;

/// <summary>Which codes the tests expect somewhere: as a whole string, or as the code of an item (<c>"invalid id_conflict"</c>).</summary>
internal static partial class ProvokedCodes
{
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["account_id_taken"] = "Two ids whose 64-bit hashes are the same would have to be found first.",
    };

    public static IEnumerable<string> Faults(IEnumerable<string> codes)
    {
        var provoked = Texts().SelectMany(text => Expected().Matches(text)).Select(match => match.Groups[1].Value).ToHashSet();
        return
        [
            .. codes.Except(provoked).Except(Reasons.Keys).Select(code => $"{code} is provoked by no test: add a row to the bad inputs, or a reason to ProvokedCodes"),
            .. Reasons.Keys.Where(provoked.Contains).Select(code => $"{code} is provoked by a test: take its reason away"),
        ];
    }

    // This file names codes only to say that they are not provoked.
    private static IEnumerable<string> Texts()
    {
        var test = Path.Combine(Path.GetDirectoryName(ErrorsPage.Path())!, "..", "..", "test");
        return new[] { "*.cs", "*.json" }
            .SelectMany(pattern => Directory.EnumerateFiles(test, pattern, SearchOption.AllDirectories))
            .Where(file => !file.EndsWith("ProvokedCodes.cs", StringComparison.Ordinal) && !BuildOutput().IsMatch(file))
            .Select(File.ReadAllText);
    }

    [GeneratedRegex("""\\?"(?:(?:invalid|unrated|refused) )?([a-z]+(?:_[a-z0-9]+)*)\\?"(?!:)""")]
    private static partial Regex Expected();

    [GeneratedRegex(@"/(bin|obj)/")]
    private static partial Regex BuildOutput();
}
