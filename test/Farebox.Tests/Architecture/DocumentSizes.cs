namespace Farebox.Tests.Architecture;

/// <summary>Documents are read when they are short. A record that does not fit its page is two decisions.</summary>
internal static class DocumentSizes
{
    private static readonly (Func<SourceFile, bool> Applies, int LinesMax)[] Limits =
    [
        (file => file.Path == "README.md", 150),
        (file => file.IsIn("docs/decisions"), 60),
        (file => file.IsIn("docs/concepts"), 120),
    ];

    public static IEnumerable<string> Violations(SourceFile file) =>
        from limit in Limits
        where file.IsMarkdown && limit.Applies(file) && SizeBudget.LineCount(file) > limit.LinesMax
        select $"{file.Path} has {SizeBudget.LineCount(file)} lines; its limit is {limit.LinesMax}";
}
