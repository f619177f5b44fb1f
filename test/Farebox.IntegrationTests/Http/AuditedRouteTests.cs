using System.Text;
using Farebox.Http.Edge;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Tenants;

namespace Farebox.IntegrationTests.Http;

/// <summary>No administrative route without a trace: whoever adds one is told.</summary>
public sealed class AuditedRouteTests
{
    [Fact]
    public async Task Every_administrative_route_leaves_an_act() => Assert.Empty(await RunAsync(routes => routes));

    [Fact]
    public async Task A_route_that_leaves_none_is_found()
    {
        const string asset = """{"code":"gold","kind":"unit","scale":6}""";
        var faults = await RunAsync(routes =>
        [
            .. routes.Select(route => route is not { Method: "POST", Path: "/v1/assets" } ? route
                : new(route.Method, route.Path, _ => new(new RawJsonAnswer(201, asset))) { Scope = route.Scope }),
            new("POST", "/v1/forgotten", _ => new(new RawJsonAnswer(201, "{}"))) { Scope = KeyScopes.Admin },
        ]);

        Assert.Contains(faults, fault => fault.StartsWith("POST /v1/assets left no asset.create", StringComparison.Ordinal));
        Assert.Contains("POST /v1/forgotten is not in AuditedRoute", faults);
    }

    private static async Task<List<string>> RunAsync(Func<IEnumerable<ApiRoute>, IEnumerable<ApiRoute>> change)
    {
        await using var server = await TestServer.StartAsync(options => options with { IsSandbox = true, TuneRoutes = change });
        var (key, _) = await TenantPair.MakeKeyAsync(server.Api, "read");
        var faults = new List<string>();
        foreach (var row in AuditedRoute.All)
        {
            using var request = new HttpRequestMessage(new(row.Method), row.Url.Replace("{key}", key, StringComparison.Ordinal));
            request.Content = new StringContent(row.Body, Encoding.UTF8, "application/json");
            request.Headers.Add("Idempotency-Key", row.Action);
            var answer = await server.Api.SendAsync(request);
            if (answer.Status is not (200 or 201)) faults.Add($"{row.Method} {row.Path} answers {answer.Status} {answer.Text}");

            var requestId = answer.Response.Headers.GetValues("X-Request-Id").Single();
            var left = await Sql.ReadAsync<string>(server.Database.OwnerConnectionString, $"SELECT string_agg(action, ' ') FROM audit WHERE request_id = '{requestId}'") ?? "";
            if (!left.Contains(row.Action, StringComparison.Ordinal)) faults.Add($"{row.Method} {row.Path} left no {row.Action}, but: {left}");
        }

        faults.AddRange(
            from route in server.Host.Routes.All
            where route.Method != "GET" && !route.IsOpen && (route.Scope is null || (route.Scope & (KeyScopes.Admin | KeyScopes.Operator)) != KeyScopes.None)
            where !AuditedRoute.All.Any(row => row.Method == route.Method && row.Path == route.Path)
            select $"{route.Method} {route.Path} is not in AuditedRoute");
        return faults;
    }
}
