namespace Farebox.IntegrationTests.Support;

/// <summary>A small seller: credits of six places, one meter priced by model, costs in dollars.</summary>
internal static class Shop
{
    public const string EventType = "llm.call";

    /// <summary>Credits: 1 per 1000 input tokens, 2 per 1000 output tokens of the small model, ten times that of any other.</summary>
    public static async Task ConfigureAsync(ApiClient api)
    {
        await MakeAsync(api, "/v1/assets", """{"code":"credit"}""");
        await MakeAsync(api, "/v1/assets", """{"code":"USD"}""");
        await MakeAsync(api, "/v1/meters", """
            {"id":"llm","event_type":"llm.call","components":[{"class":"input","field":"input_tokens"},{"class":"output","field":"output_tokens","optional":true}],"dimensions":["model"]}
            """);
        await MakeAsync(api, "/v1/meters", """
            {"id":"image","event_type":"image.made","aggregation":"count","on_shortfall":"reject"}
            """);
        await MakeAsync(api, "/v1/cards", """
            {"kind":"rate","version":1,"effective_from":"2020-01-01T00:00:00Z","asset":"credit","rows":[
              {"meter":"llm","class":"input","dimensions":{"model":"small"},"unit_price":"1","per":1000},
              {"meter":"llm","class":"output","dimensions":{"model":"small"},"unit_price":"2","per":1000},
              {"meter":"llm","class":"input","unit_price":"10","per":1000},
              {"meter":"llm","class":"output","unit_price":"20","per":1000},
              {"meter":"image","class":"count","unit_price":"5"}]}
            """);
        await MakeAsync(api, "/v1/cards", """
            {"kind":"cost","version":1,"effective_from":"2020-01-01T00:00:00Z","asset":"USD","rows":[
              {"meter":"llm","class":"input","unit_price":"0.15","per":1000000},
              {"meter":"llm","class":"output","unit_price":"0.60","per":1000000}]}
            """);
    }

    /// <summary>An account with a purchased grant that cost a tenth of a dollar per credit.</summary>
    public static async Task OpenAsync(ApiClient api, string account, string credits)
    {
        await MakeAsync(api, "/v1/accounts", $$"""{"id":"{{account}}"}""");
        if (credits == "0") return;
        await MakeAsync(api, $"/v1/accounts/{account}/grants", $$$"""
            {"id":"first","asset":"credit","amount":"{{{credits}}}","source":"purchased","cost_basis":{"asset":"USD","amount":"100"}}
            """);
    }

    public static string Event(string account, string id, int input, string model = "small", string more = "") => $$$"""
        {"specversion":"1.0","id":"{{{id}}}","source":"app","type":"llm.call","subject":"{{{account}}}"{{{more}}},"data":{"model":"{{{model}}}","input_tokens":{{{input}}}}}
        """;

    public static string Image(string account, string id, string more = "") => $$"""
        {"specversion":"1.0","id":"{{id}}","source":"app","type":"image.made","subject":"{{account}}"{{more}}}
        """;

    private static async Task MakeAsync(ApiClient api, string path, string json)
    {
        var answer = await api.PostAsync(path, json);
        Assert.True(answer.Status is 200 or 201, $"{path} answered {answer.Status}: {answer.Text}");
    }
}
