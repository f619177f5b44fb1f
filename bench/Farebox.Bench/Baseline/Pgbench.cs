using System.Diagnostics;
using System.Globalization;
using Farebox.Bench.Statistics;
using Npgsql;

namespace Farebox.Bench.Baseline;

/// <summary>Runs <c>pgbench -M prepared</c> with one script against the bench's server.</summary>
public sealed class Pgbench(string binDirectory, string connectionString, string folder)
{
    /// <summary>One transaction in four is logged; writing a line for each would itself cost CPU.</summary>
    private const string LogShare = "0.25";

    public async Task<(PgbenchSummary Summary, LatencyHistogram Latency)> RunAsync(
        string scriptFile, string body, int clients, TimeSpan length, CancellationToken cancellation)
    {
        var log = Directory.CreateDirectory(Path.Combine(folder, "pgbench-log")).FullName;
        try
        {
            var output = await RunProcessAsync(Arguments(scriptFile, body, clients, length, log), cancellation);
            var summary = PgbenchSummary.Parse(output);
            if (summary.Failed != 0) throw new InvalidOperationException($"{summary.Failed} transactions of the naive column failed.");
            return (summary, ReadLogs(log));
        }
        finally
        {
            Directory.Delete(log, recursive: true);
        }
    }

    private string[] Arguments(string scriptFile, string body, int clients, TimeSpan length, string log)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        return
        [
            "-n", "-M", "prepared", "-c", Text(clients), "-j", Text(Math.Min(2, clients)), "-T", Text((int)Math.Ceiling(length.TotalSeconds)),
            "-l", "--log-prefix", Path.Combine(log, "transactions"), "--sampling-rate", LogShare,
            "-D", $"body={body}", "-f", scriptFile,
            "-h", target.Host!, "-p", Text(target.Port), "-U", target.Username!, target.Database!,
        ];
    }

    private async Task<string> RunProcessAsync(string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Path.Combine(binDirectory, "pgbench"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (new NpgsqlConnectionStringBuilder(connectionString).Password is { } password) start.Environment["PGPASSWORD"] = password;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }

        if (process.ExitCode != 0) throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {await errors}");
        return await output;
    }

    private static LatencyHistogram ReadLogs(string folder)
    {
        var latency = new LatencyHistogram();
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            using var log = File.OpenText(file);
            PgbenchLog.Read(log, latency);
        }

        return latency;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
