using System.Net.Http.Headers;
using System.Text;
using Farebox.Http.Edge;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Tenants;

namespace Farebox.IntegrationTests.Isolation;

/// <summary>Every route of a server with every kind of key, and what must come of it. Says everything that is not so.</summary>
internal sealed class IsolationMatrix(TenantPair pair)
{
    private readonly List<string> _faults = [];

    public async Task<IReadOnlyList<string>> RunAsync()
    {
        var before = await StateOfAAsync();
        var keys = await Keys.MakeAsync(pair);
        foreach (var route in pair.Server.Host.Routes.All)
        {
            var row = RouteRow.All.FirstOrDefault(row => row.Method == route.Method && row.Path == route.Path);
            if (row is null) _faults.Add($"{route.Method} {route.Path} is not in the matrix: add it to RouteRow with its scope ({route.Scope})");
            else await CheckAsync(route, row, keys);
        }

        if (await StateOfAAsync() != before) _faults.Add("B's keys changed something of A's");
        return _faults;
    }

    private async Task CheckAsync(ApiRoute route, RouteRow row, Keys keys)
    {
        if (route.IsOpen != row.Scope is null || (row.Scope is not null && route.Scope is null)) _faults.Add($"{row} does not say whom it is for");
        if (row.Scope is not { } scope) return;

        foreach (var (kind, key) in ((string, string?)[])[("no key", null), ("bad key", keys.Bad), ("revoked key", keys.Revoked), ("half a key", pair.KeyOfA[..30])])
            await ExpectAsync(row, kind, key, 401, "unauthenticated");
        foreach (var (owned, key) in keys.ByScope)
        {
            // Of several scopes one is enough.
            if ((owned & scope) != KeyScopes.None) await ExpectLetInAsync(row, $"{owned} key", key);
            else if (scope == KeyScopes.Operator) await ExpectAsync(row, $"{owned} key", key, 404, "not_found");
            else await ExpectAsync(row, $"{owned} key", key, 403, "forbidden_scope");
        }

        if (scope == KeyScopes.Operator) return;
        if (row.NamesSomething) await ExpectForeignIsAbsentAsync(row, keys);
        else if (row.Method == "GET") await ExpectNoCanaryAsync(row, await SendAsync(row, keys, pair.KeyOfB), keys);
    }

    private async Task ExpectAsync(RouteRow row, string kind, string? key, int status, string code)
    {
        var answer = await SendAsync(row, null, key);
        if (answer.Status != status || answer.Code != code) _faults.Add($"{row} with {kind} answers {answer.Status} {answer.Text} instead of {status} {code}");
    }

    private async Task ExpectLetInAsync(RouteRow row, string kind, string key)
    {
        // With nobody's ids, so that nothing is changed; what the route makes of the request is for other tests.
        var answer = await SendAsync(row with { Body = "{}" }, null, key);
        if (answer.Status is 401 or 403 or >= 500) _faults.Add($"{row} with {kind} answers {answer.Status} {answer.Text}");
    }

    /// <summary>What is A's answers B as what nobody has: same status, same words.</summary>
    private async Task ExpectForeignIsAbsentAsync(RouteRow row, Keys keys)
    {
        var foreign = await SendAsync(row, keys, pair.KeyOfB);
        var absent = await SendAsync(row, null, pair.KeyOfB);
        if (foreign.Status != 404) _faults.Add($"{row} with the other tenant's key answers {foreign.Status} {foreign.Text}");
        if (Words(foreign, keys) != Words(absent, keys)) _faults.Add($"{row} tells what is foreign ({foreign.Text}) from what is absent ({absent.Text})");
    }

    private Task ExpectNoCanaryAsync(RouteRow row, ApiAnswer answer, Keys keys)
    {
        if (answer.Status != row.Answers) _faults.Add($"{row} with the other tenant's key answers {answer.Status} {answer.Text}");
        foreach (var canary in (string[])[TenantPair.Canary, keys.IdOfA])
        {
            if (answer.Text.Contains(canary, StringComparison.Ordinal)) _faults.Add($"{row} shows B what is A's: {answer.Text}");
        }

        return Task.CompletedTask;
    }

    private static string Words(ApiAnswer answer, Keys keys) => answer.Status >= 400
        ? $"{answer.Status} {answer.Text}".Replace(answer["request_id"], "", StringComparison.Ordinal)
            .Replace(TenantPair.Account, "nobody", StringComparison.Ordinal).Replace(keys.IdOfA, "nothing", StringComparison.Ordinal)
        : $"{answer.Status}";

    /// <summary>With A's ids, or with ids that nobody has.</summary>
    private static string Filled(string text, Keys? keys) => text
        .Replace("{account}", keys is null ? "nobody" : TenantPair.Account, StringComparison.Ordinal)
        .Replace("{card}", "nothing", StringComparison.Ordinal)
        .Replace("{grant}", keys is null ? "nothing" : "g1", StringComparison.Ordinal)
        .Replace("{schedule}", keys is null ? "nothing" : "s1", StringComparison.Ordinal)
        .Replace("{hold}", keys is null ? "nothing" : "h1", StringComparison.Ordinal)
        .Replace("{key}", keys is null ? "nothing" : keys.IdOfA, StringComparison.Ordinal)
        .Replace("{asset}", "credit", StringComparison.Ordinal)
        .Replace("{top_up}", keys is null ? "nothing" : "top-up-credit-1", StringComparison.Ordinal)
        .Replace("{rule}", keys is null ? "nobody" : TenantPair.Account, StringComparison.Ordinal)
        .Replace("{webhook}", keys is null ? "nobody" : TenantPair.Account, StringComparison.Ordinal)
        .Replace("{tenant}", "tenant-a", StringComparison.Ordinal);

    private async Task<ApiAnswer> SendAsync(RouteRow row, Keys? ids, string? key)
    {
        using var client = new ApiClient(pair.Server.Host.Address, null);
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), Filled(row.Path, ids));
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (row.Method != "GET")
        {
            request.Content = new StringContent(Filled(row.Body, ids), Encoding.UTF8, "application/json");
            request.Headers.Add("Idempotency-Key", "of-the-matrix");
        }

        return await client.SendAsync(request);
    }

    private async Task<string> StateOfAAsync() => (await Sql.ReadAsync<string>(pair.Server.Database.OwnerConnectionString, """
        SELECT concat_ws(' ', config_seq, frozen_at, clock_offset, (SELECT count(*) || ' ' || sum(seq) FROM book WHERE tenant_id = t.tenant_id),
            (SELECT count(*) || ' ' || count(revoked_at) || ' ' || count(expires_at) FROM api_key WHERE tenant_id = t.tenant_id AND name <> 'of a test'))
        FROM tenant t WHERE name = 'tenant-a'
        """))!;

    /// <summary>Keys of every kind. Those with one scope are B's or the operator's, so that letting them in touches nothing of A's.</summary>
    private sealed record Keys(string IdOfA, string Bad, string Revoked, IReadOnlyList<(KeyScopes Scope, string Key)> ByScope)
    {
        public static async Task<Keys> MakeAsync(TenantPair pair)
        {
            var (idOfA, _) = await TenantPair.MakeKeyAsync(pair.A, "read");
            var (revokedId, revoked) = await TenantPair.MakeKeyAsync(pair.A, "ingest", "read", "admin");
            Assert.Equal(200, (await pair.A.PostAsync($"/v1/keys/{revokedId}/revoke", "{}")).Status);
            return new(idOfA, Farebox.Http.Keys.ApiKey.Create(isSandbox: true), revoked,
            [
                (KeyScopes.Ingest, (await TenantPair.MakeKeyAsync(pair.B, "ingest")).Secret),
                (KeyScopes.Read, (await TenantPair.MakeKeyAsync(pair.B, "read")).Secret),
                (KeyScopes.Admin, (await TenantPair.MakeKeyAsync(pair.B, "admin")).Secret),
                (KeyScopes.Operator, await OperatorAsync(pair)),
            ]);
        }

        // The operator's own key has every scope; for the matrix it takes one that has nothing else.
        private static async Task<string> OperatorAsync(TenantPair pair)
        {
            await using var dataSource = Npgsql.NpgsqlDataSource.Create(pair.Server.Database.AppConnectionString);
            var made = Farebox.Http.Keys.MadeKey.Create(false, "", KeyScopes.Operator);
            await new Farebox.Postgres.Configuration.KeyStore(dataSource).AddAsync(1, made.Stored, Farebox.Charging.Actor.CommandLine, CancellationToken.None);
            return made.Secret;
        }
    }
}
