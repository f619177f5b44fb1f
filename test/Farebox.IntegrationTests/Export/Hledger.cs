using System.Diagnostics;
using System.Globalization;

namespace Farebox.IntegrationTests.Export;

/// <summary>The program that shares no line with ours and reads our journal.</summary>
internal static class Hledger
{
    private const string Missing = "These tests need hledger, as ./farebox test installs it: apt-get install hledger";

    /// <summary>Runs it on a journal.</summary>
    /// <returns>Its exit code, and all that it said.</returns>
    public static async Task<(int Code, string Output)> RunAsync(string journal, params string[] arguments)
    {
        var start = new ProcessStartInfo("hledger", ["-f", journal, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Fail(Missing);
        }

        using (process)
        {
            var output = process!.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await errors);
        }
    }

    /// <summary>The balance of every account and commodity as it computes it, without those that are zero.</summary>
    public static async Task<Dictionary<(string Account, string Commodity), decimal>> BalancesAsync(string journal)
    {
        var (code, csv) = await RunAsync(journal, "balance", "--flat", "--no-total", "--layout", "bare", "--output-format", "csv");
        Assert.True(code == 0, csv);
        return csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(',').Select(cell => cell.Trim('"')).ToArray())
            .ToDictionary(cells => (cells[0], cells[1]), cells => decimal.Parse(cells[2], CultureInfo.InvariantCulture));
    }
}
