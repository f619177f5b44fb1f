using System.Diagnostics;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Import;

/// <summary><c>farebox import</c> as a process of its own, so that it can be killed.</summary>
internal sealed class ImportProcess : IDisposable
{
    private static readonly TimeSpan EndMax = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _output;

    private ImportProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }

    public bool HasEnded => _process.HasExited;

    public static ImportProcess Start(Uri server, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "farebox.dll"), "import", .. arguments])
        {
            RedirectStandardOutput = true,
            Environment = { ["FAREBOX_URL"] = server.ToString(), ["FAREBOX_KEY"] = TestServer.Key },
        };
        return new(Process.Start(start)!);
    }

    /// <summary>SIGKILL, and nothing else.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<(int Code, string Output)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(EndMax);
        return (_process.ExitCode, await _output);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
