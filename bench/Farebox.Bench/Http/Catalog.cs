using System.Globalization;
using Farebox.Bench.Load;
using Post = Farebox.Bench.Http.QueuedRequests.Post;

namespace Farebox.Bench.Http;

/// <summary>What the bench sells and to whom, in the order in which the API must hear of it.</summary>
public static class Catalog
{
    /// <summary>One meter of two token classes, priced per model in credits, with the vendor's cost in dollars.</summary>
    public static IEnumerable<Post> Prices()
    {
        yield return new("/v1/assets", """{"code":"credit","kind":"unit","scale":6}""");
        yield return new("/v1/assets", """{"code":"USD"}""");
        yield return new(
            "/v1/meters",
            """
            {"id":"llm","event_type":"llm.completion","aggregation":"sum","dimensions":["model"],
             "components":[{"class":"input","field":"input_tokens"},{"class":"output","field":"output_tokens"}]}
            """);
        yield return new("/v1/cards", Card("rate", "credit", ["0.15", "3", "15"], ["0.6", "15", "75"]));
        yield return new("/v1/cards", Card("cost", "USD", ["0.1", "2", "10"], ["0.4", "10", "50"]));
    }

    public static IEnumerable<Post> Accounts(AccountSet set) =>
        Indices(set.Accounts).Select(account => new Post("/v1/accounts", $$"""{"id":"{{set.Account(account)}}"}"""));

    public static IEnumerable<Post> Members(AccountSet set) =>
        from account in Indices(set.Accounts)
        from member in Indices(set.Members)
        select new Post($"/v1/accounts/{set.Account(account)}/members", $$"""{"id":"{{AccountSet.Member(member)}}"}""");

    /// <summary>A pool so large that no run empties it: every debit moves credit, none ends in debt.</summary>
    public static IEnumerable<Post> Grants(AccountSet set) =>
        Indices(set.Accounts).Select(account => new Post(
            $"/v1/accounts/{set.Account(account)}/grants",
            """{"id":"pool","asset":"credit","amount":"100000000000","source":"purchased","cost_basis":{"asset":"USD","amount":"900000000"}}"""));

    private static string Card(string kind, string asset, string[] input, string[] output)
    {
        var rows = EventBytes.Models.SelectMany((model, i) => new[] { Row(model, "input", input[i]), Row(model, "output", output[i]) });
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"kind":"{{kind}}","version":1,"effective_from":"2020-01-01T00:00:00Z","asset":"{{asset}}","rows":[{{string.Join(',', rows)}}]}""");
    }

    private static string Row(string model, string tokenClass, string perMillion) =>
        $$$"""{"meter":"llm","class":"{{{tokenClass}}}","dimensions":{"model":"{{{model}}}"},"unit_price":"{{{perMillion}}}","per":1000000}""";

    private static IEnumerable<int> Indices(int count) => Enumerable.Range(0, count);
}
