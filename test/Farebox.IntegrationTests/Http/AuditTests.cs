using System.Text.Json;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

public sealed class AuditTests
{
    [Fact]
    public async Task Every_administrative_act_is_recorded_with_who_did_what_and_by_which_request()
    {
        await using var server = await TestServer.StartAsync(isSandbox: true);
        var (id, secret) = await TenantPair.MakeKeyAsync(server.Api, "admin");
        using var admin = new ApiClient(server.Host.Address, secret);
        await Shop.ConfigureAsync(admin);
        var opened = await admin.PostAsync("/v1/accounts", """{"id":"acme"}""");
        await admin.PostAsync("/v1/accounts/acme/members", """{"id":"team"}""");
        await admin.PostAsync("/v1/accounts/acme/grants", """{"id":"g","asset":"credit","amount":"10","source":"bonus"}""");
        await admin.PostAsync("/v1/accounts/acme/limits", """{"member":"team","asset":"credit","max":"5"}""", "one");
        await admin.PostAsync("/v1/accounts/acme/limits", """{"member":"team","asset":"credit","max":"7"}""", "two");
        await admin.PutAsync("/v1/sandbox/clock", """{"offset_seconds":"60"}""");
        await admin.PostAsync($"/v1/keys/{id}/rotate", "{}");
        var acts = await ReadAsync(server.Api, $"?actor={id}");

        Assert.Equal(
            ["key.rotate", "clock.set", "limit.set", "limit.set", "grant.issue", "member.add", "account.open",
             "card.create", "card.create", "meter.create", "meter.create", "asset.create", "asset.create"],
            acts.Select(act => Text(act, "action")));
        Assert.All(acts, act => Assert.NotEqual("", Text(act, "request_id")));
        Assert.Equal(opened.Response.Headers.GetValues("X-Request-Id").Single(), Text(acts[6], "request_id"));

        var raised = acts[2];
        Assert.Equal("acme/members/team/limits/credit", Text(raised, "object"));
        Assert.Equal(7_000_000, raised.GetProperty("after").GetProperty("max").GetInt64());
        Assert.Equal(5_000_000, raised.GetProperty("before").GetProperty("max").GetInt64());
        Assert.False(acts[3].TryGetProperty("before", out _));
        Assert.True(raised.GetProperty("entry_seq").GetInt64() > acts[3].GetProperty("entry_seq").GetInt64());
        Assert.Equal(60, acts[1].GetProperty("after").GetProperty("offset_seconds").GetInt64());
    }

    [Fact]
    public async Task What_is_replaced_or_ended_stands_beside_what_came_of_it()
    {
        await using var server = await TestServer.StartAsync();
        var (id, _) = await TenantPair.MakeKeyAsync(server.Api, "read");
        await server.Api.PutAsync("/v1/tenants/default/rate-limits", """{"requests_per_second":100000}""");
        await server.Api.PutAsync("/v1/tenants/default/rate-limits", """{"events_per_second":200000}""");
        await server.Api.PostAsync($"/v1/keys/{id}/revoke", "{}");
        var acts = await ReadAsync(server.Api, "?limit=2");

        Assert.Equal(("key.revoke", id), (Text(acts[0], "action"), acts[0].GetProperty("before").GetProperty("id").GetString()));
        Assert.Equal(
            ("""{"id":"default","sandbox":false,"requests_per_second":100000}""", """{"id":"default","sandbox":false,"events_per_second":200000}"""),
            (acts[1].GetProperty("before").GetRawText(), acts[1].GetProperty("after").GetRawText()));
    }

    [Fact]
    public async Task What_was_refused_or_repeated_is_no_act()
    {
        await using var server = await TestServer.StartAsync();
        await server.Api.PostAsync("/v1/accounts", """{"id":"acme"}""");
        var before = (await ReadAsync(server.Api, "")).Count;

        Assert.Equal(200, (await server.Api.PostAsync("/v1/accounts", """{"id":"acme"}""")).Status);
        Assert.Equal(404, (await server.Api.PostAsync("/v1/accounts/nobody/members", """{"id":"team"}""")).Status);
        Assert.Equal(404, (await server.Api.PostAsync("/v1/keys/nothing/revoke", "{}")).Status);
        Assert.Equal(before, (await ReadAsync(server.Api, "")).Count);
    }

    [Fact]
    public async Task The_audit_is_read_page_by_page_and_by_what_it_is_about()
    {
        await using var server = await TestServer.StartAsync();
        await Shop.ConfigureAsync(server.Api);
        await Shop.OpenAsync(server.Api, "acme", "10");
        await Shop.OpenAsync(server.Api, "acme2", "10");

        var all = (await ReadAsync(server.Api, "")).Select(act => act.GetRawText()).ToList();
        var paged = new List<string>();
        for (var more = "?limit=3"; more.Length > 0;)
        {
            var page = await server.Api.GetAsync("/v1/audit" + more);
            paged.AddRange(page.Json.GetProperty("acts").EnumerateArray().Select(act => act.GetRawText()));
            more = page.Json.TryGetProperty("next_cursor", out var next) ? $"?limit=3&cursor={next.GetString()}" : "";
        }

        Assert.Equal(all, paged);
        Assert.Equal(["acme/grants/first", "acme"], (await ReadAsync(server.Api, "?object=acme")).Select(act => Text(act, "object")));
        Assert.Equal(["USD", "credit"], (await ReadAsync(server.Api, "?action=asset.create")).Select(act => Text(act, "object")));
        Assert.Empty(await ReadAsync(server.Api, "?to=2020-01-01"));
        Assert.Equal("invalid_cursor", (await server.Api.GetAsync("/v1/audit?cursor=AAAAAAAAAAAAAAAAAAAAAA")).Code);
        Assert.Equal("range_invalid", (await server.Api.GetAsync("/v1/audit?from=2020-01-02&to=2020-01-01")).Code);
    }

    [Fact]
    public async Task The_audit_and_the_journal_hold_no_secret()
    {
        await using var server = await TestServer.StartAsync();
        var (_, secret) = await TenantPair.MakeKeyAsync(server.Api, "admin");
        var rows = await Sql.ReadAsync<string>(server.Database.OwnerConnectionString, "SELECT string_agg(audit::text, ' ') FROM audit");

        Assert.Contains("key.create", rows!, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, rows, StringComparison.Ordinal);
        Assert.DoesNotContain(TestServer.Key, rows, StringComparison.Ordinal);
    }

    private static async Task<List<JsonElement>> ReadAsync(ApiClient api, string query)
    {
        var answer = await api.GetAsync("/v1/audit" + query);
        Assert.True(answer.Status == 200, answer.Text);
        return [.. answer.Json.GetProperty("acts").EnumerateArray()];
    }

    private static string Text(JsonElement act, string member) => act.GetProperty(member).GetString()!;
}
