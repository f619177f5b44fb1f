using Farebox.Http;
using Farebox.Http.Edge;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Tenants;

namespace Farebox.IntegrationTests.Isolation;

/// <summary>Every route with every kind of key; and holes dug on purpose, each of which the matrix must find.</summary>
public sealed class IsolationMatrixTests
{
    private const string Entries = "/v1/accounts/{account}/entries";

    [Fact]
    public async Task Every_route_answers_every_kind_of_key_as_it_must() => Assert.Empty(await RunAsync(routes => routes));

    [Fact]
    public async Task The_matrix_speaks_of_no_route_that_is_not_there()
    {
        await using var server = await TestServer.StartAsync();

        Assert.DoesNotContain(RouteRow.All, row => !server.Host.Routes.All.Any(route => route.Method == row.Method && route.Path == row.Path));
    }

    [Fact]
    public async Task A_route_that_is_not_in_the_matrix_is_found() =>
        Assert.Contains(await RunAsync(routes => [.. routes, new("GET", "/v1/forgotten", _ => throw new InvalidOperationException()) { Scope = KeyScopes.Read }]),
            fault => fault.StartsWith("GET /v1/forgotten is not in the matrix", StringComparison.Ordinal));

    [Fact]
    public async Task A_route_that_forgets_its_scope_is_found_and_for_administrators_alone_meanwhile()
    {
        var faults = await RunAsync(routes => routes.Select(route => route.Path == Entries ? new ApiRoute(route.Method, route.Path, route.Handle) : route));

        Assert.Contains($"GET {Entries} does not say whom it is for", faults);
        Assert.Contains(faults, fault => fault.StartsWith($"GET {Entries} with Read key answers 403", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_route_with_too_wide_a_scope_is_found() =>
        Assert.Contains(
            await RunAsync(routes => routes.Select(route => route.Path.EndsWith("/grants", StringComparison.Ordinal)
                ? new ApiRoute(route.Method, route.Path, route.Handle) { Scope = KeyScopes.Ingest | KeyScopes.Admin } : route)),
            fault => fault.StartsWith("POST /v1/accounts/{account}/grants with Ingest key", StringComparison.Ordinal));

    [Fact]
    public async Task A_route_that_reads_another_tenants_account_is_found()
    {
        // As if a query had lost its tenant, and the session its wall.
        var faults = await RunAsync(routes => routes.Select(route => route.Path != Entries ? route : new ApiRoute(route.Method, route.Path, ReadOfAsync)
        {
            Scope = KeyScopes.Read, Parameters = route.Parameters,
        }));

        Assert.Contains(faults, fault => fault.StartsWith($"GET {Entries} with the other tenant's key answers 200", StringComparison.Ordinal));

        static ValueTask<Answer> ReadOfAsync(Call call) =>
            new(call.Id(0) == "nobody" ? new Problem(ProblemCodes.NotFound, "There is no account nobody.") : new RawJsonAnswer(200, """{"entries":[]}"""));
    }

    [Fact]
    public async Task With_row_level_security_off_the_queries_alone_still_hold()
    {
        await using var server = await TestServer.StartAsync();
        await Sql.RunAsync(server.Database.OwnerConnectionString, """
            DO $$ DECLARE name text; BEGIN
                FOR name IN SELECT relname FROM pg_class WHERE relrowsecurity LOOP EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', name); END LOOP;
                FOR name IN SELECT viewname FROM pg_views WHERE schemaname = 'walled' LOOP
                    EXECUTE format('CREATE OR REPLACE VIEW walled.%I AS SELECT * FROM public.%I', name, name);
                END LOOP;
            END $$
            """);
        using var pair = await TenantPair.CreateAsync(server);

        Assert.Empty(await new IsolationMatrix(pair).RunAsync());
    }

    private static async Task<IReadOnlyList<string>> RunAsync(Func<IEnumerable<ApiRoute>, IEnumerable<ApiRoute>> change)
    {
        await using var server = await TestServer.StartAsync(options => options with { TuneRoutes = change });
        using var pair = await TenantPair.CreateAsync(server);
        return await new IsolationMatrix(pair).RunAsync();
    }
}
