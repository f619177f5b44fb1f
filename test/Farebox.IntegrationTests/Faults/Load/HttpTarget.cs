using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Farebox.IntegrationTests.Faults.Load;

/// <summary>A server behind HTTP. A connection that breaks says nothing about what the server did.</summary>
internal sealed class HttpTarget : ITarget, IDisposable
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(80);
    private readonly HttpClient _http;

    public HttpTarget(Uri address, string key)
    {
        _http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public async Task<Answer> AskAsync(Operation operation)
    {
        try
        {
            using var request = RequestOf(operation);
            using var response = await _http.SendAsync(request);
            using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            return AnswerOf((int)response.StatusCode, body.RootElement);
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException or IOException)
        {
            await Task.Delay(Breath);
            return new(Verdict.Unknown);
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage RequestOf(Operation operation)
    {
        var account = $"/v1/accounts/{operation.Account}";
        var amount = (operation.Units / 1_000_000m).ToString("0.######", CultureInfo.InvariantCulture);
        return operation.Kind switch
        {
            OperationKind.Grant => Post($"{account}/grants", $$"""{"id":"{{operation.Id}}","asset":"credit","amount":"{{amount}}","source":"purchased"}"""),
            OperationKind.Hold => Post($"{account}/holds", $$"""{"id":"{{operation.Id}}","asset":"credit","amount":"{{amount}}"}"""),
            OperationKind.Capture => Post(
                $"{account}/holds/{operation.Hold}/capture", $$"""{"amount":"{{amount}}","final":{{(operation.Final ? "true" : "false")}}}""", operation.Id),
            OperationKind.Release => Post($"{account}/holds/{operation.Hold}/release", "{}", operation.Id),
            _ => Post("/v1/events", EventOf(operation)),
        };
    }

    private static string EventOf(Operation operation)
    {
        var type = operation.Kind == OperationKind.StrictEvent ? "strict.used" : "llm.used";
        var hold = operation.Hold is null ? "" : $",\"hold\":\"{operation.Hold}\",\"final\":{(operation.Final ? "true" : "false")}";
        return $$$"""
            {"specversion":"1.0","id":"{{{operation.Id}}}","source":"/tests","type":"{{{type}}}","subject":"{{{operation.Account}}}"{{{hold}}},"data":{"model":"small","tokens":{{{operation.Units / 1000}}}}}
            """;
    }

    private static HttpRequestMessage Post(string path, string json, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private static Answer AnswerOf(int status, JsonElement body)
    {
        if (body.TryGetProperty("results", out var results)) return AnswerOf(results[0]);

        var code = body.TryGetProperty("code", out var named) ? named.GetString() : null;
        return (status, code) switch
        {
            (200 or 201, _) => new(Verdict.Recorded),
            (503, _) => new(Verdict.Unknown, code),
            (>= 500, _) => new(Verdict.Failed, code),
            (402, _) or (_, "hold_not_open" or "capture_exceeds_hold") => new(Verdict.Refused, code),
            _ => new(Verdict.Rejected, code),
        };
    }

    private static Answer AnswerOf(JsonElement result) => result.GetProperty("status").GetString() switch
    {
        "recorded" => new(Verdict.Recorded),
        "refused" => new(Verdict.Refused, result.GetProperty("code").GetString()),
        "duplicate" => AnswerOf(result.GetProperty("first")) with { IsRepeated = true },
        _ => new(Verdict.Rejected, result.GetProperty("code").GetString()),
    };
}
