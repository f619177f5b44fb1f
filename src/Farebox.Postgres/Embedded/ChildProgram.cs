using System.Diagnostics;

namespace Farebox.Postgres.Embedded;

/// <summary>Runs one program to its end, and keeps what it said.</summary>
internal static class ChildProgram
{
    public sealed record Result(int ExitCode, string Output);

    public static async Task<Result> RunAsync(IReadOnlyList<string> commandLine, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Prepare(commandLine) };
        process.Start();
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new(process.ExitCode, (await output + await errors).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static ProcessStartInfo Prepare(IReadOnlyList<string> commandLine)
    {
        // The other account may not be able to enter the folder this process is in; everybody can enter the root.
        var start = new ProcessStartInfo(commandLine[0], commandLine.Skip(1))
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // PGDATA, PGPORT, PGOPTIONS and their like are about a person's other servers.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        return start;
    }
}
