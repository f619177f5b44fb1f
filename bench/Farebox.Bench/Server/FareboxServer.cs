using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Farebox.Bench.Server;

/// <summary><c>farebox up</c> in a process of its own, as a user runs it, on a free port of the loopback interface.</summary>
public sealed partial class FareboxServer : IAsyncDisposable
{
    private const int TerminateSignal = 15;
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(20);

    /// <summary>The one this program runs on, when it was started by it; else the one on the path.</summary>
    private static readonly string DotNet =
        Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private FareboxServer(Process process, IPEndPoint address, string key)
    {
        (_process, Address, Key) = (process, address, key);
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public IPEndPoint Address { get; }

    public string Key { get; }

    public int ProcessId => _process.Id;

    /// <summary>Memory of the server's process that is in RAM now.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static async Task<FareboxServer> StartAsync(string database, string key, CancellationToken cancellation)
    {
        var address = FreeAddress();
        var start = new ProcessStartInfo(DotNet, [Path.Combine(AppContext.BaseDirectory, "farebox.dll"), "up"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["FAREBOX_DATABASE"] = database,
                ["FAREBOX_URLS"] = $"http://{address}",
                ["FAREBOX_ADMIN_KEY"] = key,
            },
        };
        var server = new FareboxServer(Process.Start(start)!, address, key);
        try
        {
            await server.WaitUntilReadyAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = Signal(_process.Id, TerminateSignal);
            using var patience = new CancellationTokenSource(StopMax);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }

        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://{Address}") };
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < StartMax;)
        {
            if (_process.HasExited) break;
            if (await IsReadyAsync(client, cancellation)) return;
            await Task.Delay(50, cancellation);
        }

        lock (_output) throw new InvalidOperationException($"'farebox up' did not become ready:\n{_output}");
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Another program could take the port before the server does; then the server says so and the bench stops.</summary>
    private static IPEndPoint FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            if (_output.Length < 20_000) _output.Append(CultureInfo.InvariantCulture, $"{line.Data}\n");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
