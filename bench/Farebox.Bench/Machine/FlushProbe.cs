using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Farebox.Bench.Machine;

/// <summary>How long the disk takes to make one 8 kB write durable, by PostgreSQL's own <c>pg_test_fsync</c>.</summary>
public static partial class FlushProbe
{
    /// <summary>Writes a probe file next to the database, reads the first fdatasync figure and stops the tool: its other tests are not ours.</summary>
    /// <returns>Microseconds per flush; null when the tool is absent or prints something else.</returns>
    public static async Task<double?> MeasureAsync(string binDirectory, string folder, CancellationToken cancellation)
    {
        var tool = Path.Combine(binDirectory, "pg_test_fsync");
        if (!File.Exists(tool)) return null;

        var probe = Path.Combine(folder, "flush-probe");
        using var process = Process.Start(new ProcessStartInfo(tool, ["-s", "1", "-f", probe])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
            {
                if (Parse(line) is { } microseconds) return microseconds;
            }

            return null;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            File.Delete(probe);
        }
    }

    /// <summary>Reads a line such as <c>fdatasync    9912.345 ops/sec   101 usecs/op</c>; null for any other.</summary>
    public static double? Parse(string line)
    {
        var match = FdatasyncLine().Match(line);
        return match.Success ? 1_000_000 / double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"^\s+fdatasync\s+([0-9]+\.[0-9]+) ops/sec")]
    private static partial Regex FdatasyncLine();
}
