using Farebox.Client;

namespace Farebox.IntegrationTests.Client;

/// <summary>What the package's first page shows, compiled.</summary>
internal static class ReadmeSnippet
{
    public static async Task<string> RunAsync(string key, CancellationToken stop)
    {
        // snippet
        using var http = new HttpClient { BaseAddress = new("http://127.0.0.1:8080/") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var farebox = new FareboxClient(http);

        var authorised = await farebox.Holds.AuthoriseAsync(
            "acme", new() { Meter = "llm", Data = new() { ["model"] = "large", ["input_tokens"] = 2000 } }, idempotencyKey: "job-42", stop);
        if (authorised.Refusal is { } refusal) return $"Not enough credit: {refusal.Available} is left.";

        var usage = new CloudEvent
        {
            Id = "job-42", Source = "gateway", Type = "llm.request", Subject = "acme", Hold = authorised.Hold!.Id, Final = true,
            Data = new() { ["model"] = "large", ["input_tokens"] = 1850 },
        };
        var result = await farebox.Events.SendAsync(usage, stop);
        return $"{result.Status}: {result.Debited?["credit"]} credits";
        // end snippet
    }
}
