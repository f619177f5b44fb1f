using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Farebox.IntegrationTests.Contract;

namespace Farebox.IntegrationTests.Support;

/// <summary>Sends requests as a client would, and reads the answers without help from the code under test.</summary>
public sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    public ApiClient(Uri address, string? key)
    {
        _http = new HttpClient(Handler()) { BaseAddress = address };
        if (key is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>What carries requests to a server under test: every answer is compared with the document.</summary>
    public static HttpMessageHandler Handler() =>
        new ContractHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }, OpenApiDocument.Committed);

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    public Task<ApiAnswer> PostAsync(string path, string json, string? idempotencyKey = null) =>
        SendAsync(HttpMethod.Post, path, json, idempotencyKey);

    public Task<ApiAnswer> PutAsync(string path, string json) => SendAsync(HttpMethod.Put, path, json, null);

    public async Task<ApiAnswer> SendAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request, CancellationToken.None);
        var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
        return new((int)response.StatusCode, text, response);
    }

    public void Dispose() => _http.Dispose();

    private async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string json, string? idempotencyKey)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await SendAsync(request);
    }
}

/// <summary>A status, a body and the headers.</summary>
public sealed record ApiAnswer(int Status, string Text, HttpResponseMessage Response)
{
    public JsonElement Json { get; } = Text.Length == 0 ? default : JsonDocument.Parse(Text).RootElement;

    public string Code => Json.GetProperty("code").GetString()!;

    public string this[string member] => Json.GetProperty(member).ToString();
}
