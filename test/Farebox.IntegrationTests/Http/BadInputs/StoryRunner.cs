using System.Globalization;
using System.Text;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http.BadInputs;

/// <summary>Plays a story on an account of its own and says every answer that is not as it must be.</summary>
internal sealed class StoryRunner(TestServer server)
{
    private static int s_lastNumber;

    public async Task<List<string>> RunAsync(Story story)
    {
        var account = $"story-{Interlocked.Increment(ref s_lastNumber).ToString(CultureInfo.InvariantCulture)}";
        await Shop.OpenAsync(server.Api, account, "100");

        var failures = new List<string>();
        foreach (var (index, step) in story.Steps.Index())
        {
            var answer = await SendAsync(step, account);
            var actual = ItemsOf(answer);
            if (answer.Status != step.Status) failures.Add($"{story.Id} step {index + 1}: status {answer.Status} instead of {step.Status}: {answer.Text}");
            else if (step.Code is { } code && answer.Code != code) failures.Add($"{story.Id} step {index + 1}: code {answer.Code} instead of {code}");
            else if (step.Item is { } items && !items.SequenceEqual(actual)) failures.Add($"{story.Id} step {index + 1}: items {string.Join(", ", actual)}");
        }

        return failures;
    }

    private async Task<ApiAnswer> SendAsync(StoryStep step, string account)
    {
        var path = step.Post.StartsWith('/') ? step.Post : $"/v1/accounts/{account}/{step.Post}";
        using var request = new HttpRequestMessage(HttpMethod.Post, path.Replace("{account}", account, StringComparison.Ordinal));
        request.Content = new StringContent(step.Body.Replace("{account}", account, StringComparison.Ordinal), Encoding.UTF8, "application/json");
        if (step.Key is not null) request.Headers.Add("Idempotency-Key", step.Key.Replace("{account}", account, StringComparison.Ordinal));
        return await server.Api.SendAsync(request);
    }

    // Status, code and flags: "recorded late", "invalid missing_member".
    private static string[] ItemsOf(ApiAnswer answer) =>
        answer.Status == 200 && answer.Json.TryGetProperty("results", out var results)
            ? [.. results.EnumerateArray().Select(result => string.Join(' ', new[] { "status", "code", "flags" }
                .Where(name => result.TryGetProperty(name, out _))
                .Select(name => result.GetProperty(name) is { ValueKind: System.Text.Json.JsonValueKind.Array } flags
                    ? string.Join(' ', flags.EnumerateArray().Select(flag => flag.GetString()))
                    : result.GetProperty(name).GetString())))]
            : [];
}
