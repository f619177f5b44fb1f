using System.Text.RegularExpressions;

namespace Farebox.Tests.Architecture;

/// <summary>The registry of problem codes and the page that explains them list the same codes.</summary>
internal static partial class ErrorCatalogue
{
    public const string RegistryPath = "src/Farebox/Http/ProblemCodes.cs";
    public const string PagePath = "docs/reference/errors.md";

    /// <summary>Both files or neither: one alone is a promise that nobody checks.</summary>
    public static IEnumerable<string> Violations(SourceFile? registry, SourceFile? page)
    {
        var coded = registry is null ? [] : Codes(registry);
        var explained = page is null ? [] : Explained(page);
        return [
            .. coded.Except(explained).Select(code => $"{code} is not explained in {PagePath}"),
            .. explained.Except(coded).Select(code => $"{code} is explained and does not exist in {RegistryPath}"),
            .. coded.GroupBy(code => code).Where(group => group.Count() > 1).Select(group => $"{group.Key} is registered twice"),
        ];
    }

    // A code is a whole string literal in snake_case; titles and remedies are sentences and never look like one.
    private static string[] Codes(SourceFile registry) => [.. CSharp.StringLiterals(registry).Where(text => Code().IsMatch(text))];

    // A code is explained in a row of a table that starts with it, or under a heading that is it; in backticks, unlike a table's head.
    private static string[] Explained(SourceFile page) => [.. Entry().Matches(page.Text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex Code();

    [GeneratedRegex(@"^(?:\| *|#{2,6} )`([a-z][a-z0-9]*(?:_[a-z0-9]+)*)` *(?:\||$)", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
