using System.Globalization;
using System.Text.RegularExpressions;

namespace Farebox.Bench.Baseline;

/// <summary>What pgbench prints when it ends.</summary>
public sealed partial record PgbenchSummary(long Transactions, long Failed, double PerSecond)
{
    /// <summary>Its rate leaves out the time it took to connect.</summary>
    public static PgbenchSummary Parse(string output) =>
        new(
            long.Parse(Find(Processed(), output), CultureInfo.InvariantCulture),
            long.Parse(Find(Failures(), output), CultureInfo.InvariantCulture),
            double.Parse(Find(Rate(), output), CultureInfo.InvariantCulture));

    private static string Find(Regex pattern, string output)
    {
        var match = pattern.Match(output);
        return match.Success ? match.Groups[1].Value : throw new FormatException($"pgbench printed no '{pattern}' in:\n{output}");
    }

    [GeneratedRegex("number of transactions actually processed: ([0-9]+)")]
    private static partial Regex Processed();

    [GeneratedRegex("number of failed transactions: ([0-9]+)")]
    private static partial Regex Failures();

    [GeneratedRegex(@"tps = ([0-9.]+) \(without initial connection time\)")]
    private static partial Regex Rate();
}
