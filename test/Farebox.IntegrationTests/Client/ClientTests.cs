using Farebox.Client;
using Farebox.Http.Edge;
using Farebox.IntegrationTests.Contract;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Client;

/// <summary>The typed client reaches every route, and reads every answer.</summary>
public sealed class ClientTests
{
    // A page is for people, and the schema of price files for editors.
    private static readonly string[] NotForClients = ["GET /docs", "GET /schemas/pricing.json"];

    [Fact]
    public async Task Every_documented_route_is_reached_by_a_method_of_the_client()
    {
        await using var server = await TestServer.StartAsync(isSandbox: true);
        var reached = new RecordingHandler(ApiClient.Handler());
        using var http = new HttpClient(reached) { BaseAddress = server.Host.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", TestServer.Key);

        await ClientTour.RunAsync(new FareboxClient(http, RetryPolicy.None));

        Assert.Empty(Missing(reached.Requests));
    }

    [Fact]
    public void A_route_without_a_method_is_seen()
    {
        var all = OpenApiDocument.Committed.Operations.Select(operation => (operation.Method, operation.Path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal))).ToArray();

        Assert.Empty(Missing(all));
        Assert.StartsWith($"{all[0].Method} /v1/", Missing(all.Skip(1)).Single(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Missing(IEnumerable<(string Method, string Path)> requests)
    {
        var operations = OpenApiDocument.Committed.Operations.ToArray();
        var table = new RouteTable(operations.Select(operation => new ApiRoute(operation.Method, operation.Path, _ => default)));
        var reached = requests.Select(request => table.Find(request.Path, out _)?.FirstOrDefault(route => route.Method == request.Method))
            .Where(route => route is not null).Select(route => $"{route!.Method} {route.Path}").ToHashSet();
        return operations.Select(operation => $"{operation.Method} {operation.Path}").Except(NotForClients).Where(operation => !reached.Contains(operation))
            .Select(operation => $"{operation} is reached by no method of Farebox.Client: add one, and call it in ClientTour");
    }

    private sealed class RecordingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public List<(string Method, string Path)> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add((request.Method.Method, request.RequestUri!.AbsolutePath));
            return base.SendAsync(request, cancellationToken);
        }
    }
}
