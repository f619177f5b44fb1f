using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Export;

/// <summary>The guide as a newcomer types it, against a server as the first hour leaves it.</summary>
public sealed class ImportAndExportGuideTests
{
    [Fact]
    public async Task Every_command_of_the_guide_works_and_says_what_the_guide_shows()
    {
        await using var server = await TestServer.StartAsync();
        await LeaveAsTheFirstHourDoesAsync(server.Api);
        var guide = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "docs/guides/import-and-export.md"));

        GuideShell.AssertSaid(await GuideShell.TypeAsync(
            guide.Split("## A whole day")[0], ("FAREBOX_URL", server.Host.Address.ToString()), ("FAREBOX_KEY", TestServer.Key)));
    }

    private static async Task LeaveAsTheFirstHourDoesAsync(ApiClient api)
    {
        foreach (var (path, json) in new[]
        {
            ("/v1/assets", """{"code":"credit"}"""),
            ("/v1/assets", """{"code":"USD"}"""),
            ("/v1/meters", """{"id":"llm","event_type":"llm.request","dimensions":["model"],"components":[{"class":"input","field":"input_tokens"},{"class":"output","field":"output_tokens"}]}"""),
            ("/v1/cards", """
                {"kind":"rate","version":1,"effective_from":"2026-01-01T00:00:00Z","asset":"credit","rows":[
                  {"meter":"llm","class":"input","unit_price":"100","per":1000000},{"meter":"llm","class":"output","unit_price":"400","per":1000000},
                  {"meter":"llm","class":"input","dimensions":{"model":"large"},"unit_price":"1000","per":1000000},
                  {"meter":"llm","class":"output","dimensions":{"model":"large"},"unit_price":"4000","per":1000000}]}
                """),
            ("/v1/accounts", """{"id":"acme"}"""),
            ("/v1/accounts/acme/members", """{"id":"team-a"}"""),
            ("/v1/accounts/acme/members", """{"id":"alice","parent":"team-a"}"""),
            ("/v1/accounts/acme/grants", """{"id":"welcome","asset":"credit","amount":"500","source":"purchased","cost_basis":{"asset":"USD","amount":"90"}}"""),
            ("/v1/events", """{"specversion":"1.0","id":"req-1","source":"gateway","type":"llm.request","subject":"acme","member":"alice","data":{"model":"large","input_tokens":1850,"output_tokens":420}}"""),
        })
        {
            var answer = await api.PostAsync(path, json);
            Assert.True(answer.Status is 200 or 201, $"{path} answered {answer.Status}: {answer.Text}");
        }
    }
}
