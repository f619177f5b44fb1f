namespace Farebox.Tests.Architecture;

/// <summary>How long things may be. The hard limits have no list of exceptions, and start with none.</summary>
internal static class SizeBudget
{
    public const int FileLinesMax = 400;
    public const int FileLinesMedian = 60;
    public const int FileLinesP95 = 250;
    public const int MethodLinesMax = 60;
    public const int MethodLinesP95 = 35;

    public static IEnumerable<string> LongFiles(SourceFile file) =>
        LineCount(file) > FileLinesMax ? [$"{file.Path} has {LineCount(file)} lines"] : [];

    public static IEnumerable<string> LongMethods(SourceFile file) =>
        from body in CSharp.Bodies(file)
        where body.Lines > MethodLinesMax
        select $"{file.Path}:{body.Line} {body.Name} has {body.Lines} lines";

    public static int LineCount(SourceFile file) => file.Text.TrimEnd('\n').Split('\n').Length;

    /// <summary>The nearest-rank percentile: the smallest value that at least this share of the values does not exceed.</summary>
    public static int Percentile(IEnumerable<int> values, int percent)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[((sorted.Length * percent) + 99) / 100 - 1];
    }

    public static IEnumerable<string> Over(string what, IEnumerable<int> values, int percent, int limit)
    {
        var found = Percentile(values, percent);
        return found > limit ? [$"{percent} % of {what} have up to {found} lines; the budget is {limit}"] : [];
    }
}
