using System.Net;
using Farebox.Http.Reference;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Contract;

public sealed class ReferencePageTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task The_reference_is_a_page_that_loads_and_runs_nothing()
    {
        using var browser = new HttpClient(ApiClient.Handler()) { BaseAddress = fixture.Server.Host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs") { Headers = { { "Accept", "text/html" } } };

        using var response = await browser.SendAsync(request, CancellationToken.None);
        var page = await response.Content.ReadAsStringAsync(CancellationToken.None);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.All(OpenApiDocument.Committed.Operations, operation => Assert.Contains($"{operation.Method}</span> {operation.Path}</code>", page, StringComparison.Ordinal));
        Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);

        // An address in an example is text.
        Assert.DoesNotContain("https://", page.Replace("&quot;https://hooks.example.com", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_document_says_cannot_become_part_of_the_page()
    {
        var document = System.Text.Json.JsonDocument.Parse("""
            {"info":{"title":"<script>x</script>","version":"1","description":"a & b"},"tags":[],"paths":{},"components":{"schemas":{}}}
            """);

        var page = ReferencePage.Render(document.RootElement);

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("a &amp; b", page, StringComparison.Ordinal);
    }
}
