using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Farebox.Client;

namespace Farebox.Import.Sending;

/// <summary>Sends a batch until it is answered. The events have ids, so sending one again counts nothing twice.</summary>
internal sealed class BatchSender : IDisposable
{
    // About ten minutes of a server that is away.
    private static readonly RetryPolicy Patience = new() { AttemptsMax = 125, RetryAfterMax = TimeSpan.FromMinutes(5) };

    private static readonly MediaTypeHeaderValue Lines = new("application/x-ndjson");

    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private int _retries;

    public BatchSender(ImportOptions options, TimeProvider clock)
    {
        var handler = new SocketsHttpHandler { MaxConnectionsPerServer = options.Connections, UseProxy = !options.Server.IsLoopback, AllowAutoRedirect = false };
        _http = new(handler) { BaseAddress = options.Server };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", options.Key);
        _clock = clock;
    }

    /// <summary>How often something was sent again.</summary>
    public int Retries => _retries;

    /// <exception cref="ImportException">The server refuses, or does not come back.</exception>
    public async Task SendAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (delay, trouble) = await TryAsync(batch, attempt, cancellationToken);
            if (trouble is null) return;
            if (delay is null) throw new ImportException($"{trouble} Start the same command again to go on where this one stopped.");

            Interlocked.Increment(ref _retries);
            await Task.Delay(delay.Value, _clock, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    // Nothing when it is answered; else what is the matter, and how long to wait where waiting helps.
    private async Task<(TimeSpan? Delay, string? Trouble)> TryAsync(ImportBatch batch, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "v1/events") { Content = new ReadOnlyMemoryContent(batch.Body.WrittenMemory) };
            request.Content.Headers.ContentType = Lines;
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await ReadAsync(response.Content, batch.Answer, cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => default,
                HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
                    or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout =>
                    (Patience.DelayAfter(attempt, RetryAfter(response.Headers.RetryAfter)), Explain(response.StatusCode, batch.Answer.WrittenMemory)),
                _ => (null, Explain(response.StatusCode, batch.Answer.WrittenMemory)),
            };
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested
            && failure is HttpRequestException or IOException or TaskCanceledException { InnerException: TimeoutException })
        {
            return (Patience.DelayAfter(attempt, retryAfter: null), $"{_http.BaseAddress} cannot be reached: {failure.Message}");
        }
    }

    private static async Task ReadAsync(HttpContent content, ArrayBufferWriter<byte> answer, CancellationToken cancellationToken)
    {
        answer.ResetWrittenCount();
        using var stream = await content.ReadAsStreamAsync(cancellationToken);
        while (true)
        {
            var read = await stream.ReadAsync(answer.GetMemory(1 << 14), cancellationToken);
            if (read == 0) return;
            answer.Advance(read);
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - _clock.GetUtcNow() : null);

    private static string Explain(HttpStatusCode status, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var problem = JsonDocument.Parse(body);
            var (code, title) = (problem.RootElement.GetProperty("code").GetString(), problem.RootElement.GetProperty("title").GetString());
            var hint = status == HttpStatusCode.Unauthorized ? " Set FAREBOX_KEY to a key that works." : "";
            return $"The server answers {(int)status} {code}: {title}.{hint}";
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"The server answers {(int)status}, and nothing that Farebox says.";
        }
    }
}
