using Farebox.Bench.Load;
using Farebox.Bench.Run;
using Farebox.Bench.Server;

namespace Farebox.Bench.Http;

/// <summary><c>POST /v1/events</c> as fast as a number of connections can, each with one request under way.</summary>
public sealed class HttpRow(string name, FareboxServer server, Tables tables, AccountSet accounts, int connections, int events, TimeProvider clock) : IBenchRow
{
    public string Name => name;

    public Tables Tables => tables;

    public Task<LoadResult> RunAsync(MeasuredWindow window, CancellationToken cancellation)
    {
        var sources = Enumerable.Range(0, connections)
            .Select(seed => new EventRequests(accounts, events, server.Key, clock.GetUtcNow(), seed))
            .ToArray<IRequestSource>();
        return new HttpGenerator(server.Address, sources).RunAsync(window, cancellation);
    }
}
