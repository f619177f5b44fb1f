using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Farebox.IntegrationTests.Faults.Victims;

/// <summary>The real executable as a process of its own, on a port it keeps over its deaths.</summary>
internal sealed class ServerProcess : IDisposable
{
    public const string Key = "operator-key-of-the-fault-tests-41c7";

    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(30);
    private readonly string _database;
    private readonly HttpClient _probe;
    private Process? _process;

    public ServerProcess(string database)
    {
        _database = database;
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        _probe = new() { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
    }

    public Uri Address { get; }

    /// <summary>Further settings, by the names of the environment.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Every line it has written so far, on both its streams.</summary>
    public List<string> Lines { get; } = [];

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "farebox.dll"), "up"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["FAREBOX_DATABASE"] = _database, ["FAREBOX_URLS"] = Address.ToString(), ["FAREBOX_ADMIN_KEY"] = Key },
        };
        foreach (var (name, value) in Settings) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var waited = Stopwatch.StartNew();
        while (!await IsReadyAsync())
        {
            if (_process.HasExited || waited.Elapsed > StartMax) throw new InvalidOperationException("The server does not start.");
            await Task.Delay(20);
        }
    }

    /// <summary>SIGKILL, and nothing else.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Asks it to end, as a service manager does, and waits until it has.</summary>
    public async Task<int> TerminateAsync()
    {
        // The shell's own word: a minimal system has no program of that name.
        using (var kill = Process.Start("sh", ["-c", $"kill -TERM {_process!.Id}"])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(StartMax);
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
    }

    public void Dispose()
    {
        _probe.Dispose();
        if (_process is null) return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (Lines) Lines.Add(line);
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _probe.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception down) when (down is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
