using System.Diagnostics;

namespace Farebox.IntegrationTests.Support;

/// <summary>The real executable, run to its end with settings of its own.</summary>
internal static class FareboxProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Both of its streams as one text, without the line breaks of a narrow terminal.</summary>
    public sealed record Ended(int ExitCode, string Output);

    /// <param name="settings">Environment variables; null takes one away.</param>
    public static async Task<Ended> RunAsync(string[] arguments, params (string Name, string? Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "farebox.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new(process.ExitCode, string.Join(' ', $"{await output}\n{await errors}".Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)));
    }
}
