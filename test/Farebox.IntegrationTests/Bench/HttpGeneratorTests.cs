using System.Net;
using System.Net.Sockets;
using System.Text;
using Farebox.Bench.Http;

namespace Farebox.IntegrationTests.Bench;

public sealed class HttpGeneratorTests
{
    [Fact]
    public async Task Every_request_is_answered_once_however_its_answer_is_cut()
    {
        using var server = new CuttingServer("HTTP/1.1 201 Created\r\nContent-Length: 11\r\n\r\n{\"id\":\"a\"} ");
        var posts = Enumerable.Range(0, 200).Select(i => new QueuedRequests.Post("/v1/accounts", $$"""{"id":"{{i:D3}}"}"""));
        var queue = new QueuedRequests(posts, "key");

        Assert.Equal(200, await Task.Run(() => new HttpGenerator(server.Address, [.. Enumerable.Repeat(queue, 4)]).RunToEnd()));
        Assert.Equal(200, server.Requests);
    }

    [Fact]
    public async Task A_refusal_stops_the_generator_with_what_the_server_said()
    {
        using var server = new CuttingServer("HTTP/1.1 409 Conflict\r\nContent-Length: 14\r\n\r\nalready_exists");
        var queue = new QueuedRequests([new("/v1/assets", "{}")], "key");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Task.Run(() => new HttpGenerator(server.Address, [queue]).RunToEnd()));
        Assert.Contains("409", failure.Message, StringComparison.Ordinal);
        Assert.Contains("already_exists", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Answers every request that ends in <c>}</c> with the same bytes, in three pieces.</summary>
    private sealed class CuttingServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly byte[] _answer;
        private int _requests;

        public CuttingServer(string answer)
        {
            _answer = Encoding.ASCII.GetBytes(answer);
            _listener.Start();
            _ = AcceptAsync();
        }

        public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

        public int Requests => _requests;

        public void Dispose() => _listener.Dispose();

        private async Task AcceptAsync()
        {
            while (true) _ = ServeAsync(await _listener.AcceptSocketAsync(CancellationToken.None));
        }

        private async Task ServeAsync(Socket socket)
        {
            socket.NoDelay = true;
            var buffer = new byte[4096];
            for (var length = 0; ;)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (read == 0) return;
                length += read;
                if (buffer[length - 1] != '}') continue;

                length = 0;
                Interlocked.Increment(ref _requests);
                foreach (var piece in new[] { _answer[..7], _answer[7..^5], _answer[^5..] })
                {
                    await socket.SendAsync(piece, CancellationToken.None);
                    await Task.Yield();
                }
            }
        }
    }
}
