using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Webhooks;

/// <summary>Endpoints as the API makes them: what may be called, and what is never shown.</summary>
public sealed class WebhookRouteTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    public static TheoryData<string> Forbidden =>
    [
        "http://hooks.example.com/", "ftp://hooks.example.com/", "file:///etc/passwd", "gopher://hooks.example.com/", "javascript:alert(1)", "data:text/plain,x", "hooks.example.com",
        "https://user:password@hooks.example.com/", "https://hooks.example.com/#part", "https://hooks.example.com:22/", "https://hooks.example.com:5432/", "https://localhost/",
        "https://intranet/", "https://127.0.0.1/", "https://127.1/", "https://2130706433/", "https://0x7f.1/", "https://0177.0.0.1/", "https://0.0.0.0/", "https://10.0.0.1/",
        "https://172.16.0.1/", "https://192.168.1.1/", "https://100.64.0.1/", "https://169.254.169.254/latest/meta-data", "https://224.0.0.1/", "https://255.255.255.255/",
        "https://[::1]/", "https://[::]/", "https://[fd00::1]/", "https://[fe80::1]/", "https://[ff02::1]/", "https://[::ffff:127.0.0.1]/", "https://[::ffff:a9fe:a9fe]/",
        "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/", "https://[2001:0:7f00:1::]/", "https://[::127.0.0.1]/", "https://[2001:db8::1]/",
    ];

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task What_leads_inside_or_is_not_https_is_refused(string url)
    {
        var answer = await shop.Api.PostAsync("/v1/webhooks", $$"""{"id":"bad","url":"{{url}}"}""");

        Assert.Equal((422, "url_not_allowed"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("https://hooks.example.com/farebox?key=1")]
    [InlineData("https://hooks.example.com:8443/")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2606:4700::1111]/")]
    [InlineData("https://[64:ff9b::808:808]/")]
    public async Task What_is_public_is_taken(string url)
    {
        var id = $"hook-{Guid.CreateVersion7():N}";
        var answer = await shop.Api.PostAsync("/v1/webhooks", $$"""{"id":"{{id}}","url":"{{url}}"}""");
        Assert.True(answer.Status == 201, answer.Text);
        Assert.Equal(200, (await shop.Api.PostAsync($"/v1/webhooks/{id}/disable", "{}")).Status);
    }

    [Fact]
    public async Task A_secret_is_shown_when_it_is_made_and_never_again()
    {
        const string own = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        var made = await shop.Api.PostAsync("/v1/webhooks", $$"""{"id":"own","url":"https://hooks.example.com/","types":["debt.begun"],"secret":"{{own}}"}""");
        var again = await shop.Api.PostAsync("/v1/webhooks", $$"""{"id":"own","url":"https://hooks.example.com/","secret":"{{own}}"}""");
        var rotated = await shop.Api.PostAsync("/v1/webhooks/own/rotate", "{}");

        Assert.Equal((201, own), (made.Status, made["secret"]));
        Assert.Equal((409, "already_exists"), (again.Status, again.Code));
        Assert.StartsWith("whsec_", rotated["secret"], StringComparison.Ordinal);
        foreach (var text in (string[])[(await shop.Api.GetAsync("/v1/webhooks")).Text, (await shop.Api.GetAsync("/v1/audit?limit=50")).Text])
        {
            Assert.DoesNotContain(own[6..], text, StringComparison.Ordinal);
            Assert.DoesNotContain(rotated["secret"][6..], text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"secret\":\"whsec_AAAA\"", 422, "secret_invalid")]
    [InlineData("\"secret\":\"whsec_not base64 at all, is it\"", 422, "secret_invalid")]
    [InlineData("\"types\":[\"balance.unheard\"]", 400, "invalid_value")]
    public async Task Odd_secrets_and_types_are_refused(string member, int status, string code)
    {
        var answer = await shop.Api.PostAsync("/v1/webhooks", $$"""{"id":"odd","url":"https://hooks.example.com/",{{member}}}""");

        Assert.Equal((status, code), (answer.Status, answer.Json.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("code").GetString() : answer.Code));
    }

    [Fact]
    public async Task A_tenant_has_so_many_and_no_more()
    {
        await using var server = await TestServer.StartAsync();
        await Sql.RunAsync(server.Database.OwnerConnectionString, $"""
            INSERT INTO webhook_endpoint (tenant_id, endpoint_id, url, description, kinds, secret)
            SELECT 1, 'other-' || n, 'https://hooks.example.com/', '', '{"{}"}', '' FROM generate_series(2, {Postgres.Notices.WebhookEndpoints.CountMax}) n
            """);
        Assert.Equal(201, (await server.Api.PostAsync("/v1/webhooks", """{"id":"hook-0","url":"https://hooks.example.com/"}""")).Status);

        var full = await server.Api.PostAsync("/v1/webhooks", """{"id":"one-more","url":"https://hooks.example.com/"}""");
        Assert.Equal((409, "too_many_webhooks"), (full.Status, full.Code));
        Assert.Equal("already_exists", (await server.Api.PostAsync("/v1/webhooks", """{"id":"hook-0","url":"https://hooks.example.com/"}""")).Code);
    }

    [Theory]
    [InlineData("""{}""", "invalid_rule")]
    [InlineData("""{"notice":"ntc_1","from":"2026-07-01T00:00:00Z"}""", "invalid_rule")]
    [InlineData("""{"from":"2026-07-02T00:00:00Z","to":"2026-07-01T00:00:00Z"}""", "range_invalid")]
    public async Task A_replay_is_of_one_notice_or_of_a_span(string body, string code)
    {
        await shop.Api.PostAsync("/v1/webhooks", """{"id":"replayed","url":"https://hooks.example.com/"}""");
        var answer = await shop.Api.PostAsync("/v1/webhooks/replayed/replay", body);

        Assert.Equal((422, code), (answer.Status, answer.Code));
        Assert.Equal(404, (await shop.Api.PostAsync("/v1/webhooks/nowhere/replay", """{"notice":"ntc_1"}""")).Status);
    }
}
