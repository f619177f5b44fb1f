using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Farebox.IntegrationTests.Faults.Proxy;

/// <summary>Stands between a client and PostgreSQL, understands what they say, and breaks it at COMMIT.</summary>
internal sealed class PostgresProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<CommitFault, int> _counts = new();
    private readonly ConcurrentDictionary<ProxiedSession, Task> _sessions = new();
    private readonly UnixDomainSocketEndPoint _server;
    private readonly Task _accepting;
    private volatile TaskCompletionSource _thawed = new();
    private int _landed;

    /// <param name="connectionString">The server, by its Unix socket.</param>
    public PostgresProxy(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        _server = new($"{settings.Host}/.s.PGSQL.{settings.Port}");
        _listener.Start();
        _thawed.SetResult();
        settings.Host = "127.0.0.1";
        settings.Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        settings.SslMode = SslMode.Disable;
        settings.GssEncryptionMode = GssEncryptionMode.Disable;
        ConnectionString = settings.ConnectionString;
        _accepting = AcceptAsync();
    }

    /// <summary>The same database, through here.</summary>
    public string ConnectionString { get; }

    /// <summary>Asked at every COMMIT what is to happen to it.</summary>
    public Func<CommitFault> NextFault { get; set; } = static () => CommitFault.None;

    /// <summary>Asked before a statement is let through, and waited for.</summary>
    public Func<string, Task> HoldBack { get; set; } = static _ => Task.CompletedTask;

    /// <summary>How long a zombie is kept back.</summary>
    public TimeSpan ZombieDelay { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Zombies that the server has committed.</summary>
    public int Landed => _landed;

    public int CountOf(CommitFault fault) => _counts.GetValueOrDefault(fault);

    /// <summary>Lets nothing through, in either direction, and closes nothing.</summary>
    public void Freeze() => _thawed = new();

    public void Thaw() => _thawed.TrySetResult();

    /// <summary>Leaves the present connections open for ever without letting anything through; new ones are as always.</summary>
    public void Strand()
    {
        foreach (var session in _sessions.Keys) session.Strand();
    }

    /// <summary>Ends what was stranded, as a kernel does that has repeated for long enough.</summary>
    public void EndStranded()
    {
        foreach (var session in _sessions.Keys.Where(session => session.IsStranded)) session.Dispose();
    }

    public Task PassAsync() => _thawed.Task;

    public CommitFault Draw()
    {
        var fault = NextFault();
        _counts.AddOrUpdate(fault, 1, static (_, count) => count + 1);
        return fault;
    }

    public void Land() => Interlocked.Increment(ref _landed);

    public async ValueTask DisposeAsync()
    {
        Thaw();
        _listener.Stop();
        await _accepting;
        foreach (var session in _sessions.Keys) session.Dispose();
        await Task.WhenAll(_sessions.Values);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                var session = new ProxiedSession(this, client, _server);
                _sessions[session] = session.RunAsync();
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }
}
