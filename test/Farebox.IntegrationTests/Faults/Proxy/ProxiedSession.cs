using System.Net.Sockets;

namespace Farebox.IntegrationTests.Faults.Proxy;

/// <summary>One connection through the proxy.</summary>
internal sealed class ProxiedSession(PostgresProxy proxy, Socket client, UnixDomainSocketEndPoint address) : IDisposable
{
    private const int Protocol3 = 3;
    private static readonly byte[] Sync = [(byte)'S', 0, 0, 0, 4];
    private static readonly TimeSpan CommitMax = TimeSpan.FromSeconds(10);

    private readonly Socket _server = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly TaskCompletionSource _committed = new();
    private readonly StatementWatch _watch = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isMuted;
    private volatile bool _isRefused;
    private volatile bool _isStranded;

    public bool IsStranded => _isStranded;

    public void Strand() => _isStranded = true;

    public async Task RunAsync()
    {
        try
        {
            client.NoDelay = true;
            await _server.ConnectAsync(address);
            await Task.WhenAny(Guarded(PumpRequestsAsync), Guarded(PumpAnswersAsync)).Unwrap();
        }
        catch (SocketException)
        {
            // The server is down: to the client the connection just breaks.
        }

        Dispose();
    }

    public void Dispose()
    {
        client.Close(0);
        _server.Close(0);
        _ended.TrySetResult();
    }

    private Task PassAsync() => _isStranded ? _ended.Task : proxy.PassAsync();

    private async Task PumpRequestsAsync()
    {
        await using var from = new NetworkStream(client);
        await using var to = new NetworkStream(_server);
        await using var messages = new WireMessages(from);
        while (await messages.ReadUntypedAsync() is { } opening)
        {
            await to.WriteAsync(opening.Bytes);
            if (opening.Bytes[5] == Protocol3) break;
        }

        while (await messages.ReadAsync() is { } message)
        {
            await PassAsync();
            var executed = _watch.Executed(message);
            if (executed is not null) await proxy.HoldBack(executed);
            var fault = _watch.Commits(executed) ? proxy.Draw() : CommitFault.None;
            if (fault != CommitFault.None)
            {
                await BreakAsync(fault, message, to);
                return;
            }

            await to.WriteAsync(message.Bytes);
        }
    }

    private async Task PumpAnswersAsync()
    {
        await using var from = new NetworkStream(_server);
        await using var to = new NetworkStream(client);
        await using var messages = new WireMessages(from);
        while (await messages.ReadAsync() is { } message)
        {
            await PassAsync();
            if (_isMuted && message.Type == 'E') _isRefused = true;
            if (_isMuted && message.Type == 'Z' && message.Bytes[^1] == 'I') _committed.TrySetResult();
            if (!_isMuted) await to.WriteAsync(message.Bytes);
        }
    }

    private async Task BreakAsync(CommitFault fault, WireMessage commit, Stream server)
    {
        if (fault == CommitFault.CutBefore) return;

        _isMuted = true;
        if (fault == CommitFault.Zombie)
        {
            client.Close(0);
            await Task.Delay(proxy.ZombieDelay);
        }

        await server.WriteAsync(commit.Bytes);
        if (commit.Type == 'E') await server.WriteAsync(Sync);
        await _committed.Task.WaitAsync(CommitMax);
        if (fault == CommitFault.Zombie && !_isRefused) proxy.Land();
    }

    private static async Task Guarded(Func<Task> pump)
    {
        try
        {
            await pump();
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or TimeoutException)
        {
            // Either side may go away at any moment; that is the point.
        }
    }
}
