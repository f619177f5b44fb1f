using System.Net;
using Farebox.Bench.Load;

namespace Farebox.Bench.Http;

/// <summary>Makes assets, prices, accounts, members and grants through the HTTP API, as a user would.</summary>
public sealed class CatalogSetup(IPEndPoint server, string key)
{
    private const int Connections = 64;

    public void Prices() => Send(Catalog.Prices(), 1);

    public void Accounts(AccountSet set)
    {
        Send(Catalog.Accounts(set), Connections);
        Send(Catalog.Members(set), Connections);
        Send(Catalog.Grants(set), Connections);
    }

    private void Send(IEnumerable<QueuedRequests.Post> posts, int connections)
    {
        var queue = new QueuedRequests(posts, key);
        new HttpGenerator(server, [.. Enumerable.Repeat(queue, connections)]).RunToEnd();
    }
}
