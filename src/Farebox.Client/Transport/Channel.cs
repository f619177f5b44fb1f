using System.Net;
using System.Net.Http.Headers;

namespace Farebox.Client.Transport;

/// <summary>Sends a request until it is answered or given up. The only place that knows <see cref="HttpClient"/>.</summary>
internal sealed class Channel(HttpClient http, RetryPolicy retry, TimeProvider clock)
{
    public async Task<Reply> SendAsync(Call call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan? delay;
            try
            {
                using var request = call.ToRequest();
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
                var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
                if (response.StatusCode != HttpStatusCode.ServiceUnavailable) return new(response.StatusCode, body);

                delay = retry.DelayAfter(attempt, RetryAfter(response.Headers.RetryAfter));
                if (delay is null) return new(response.StatusCode, body);
            }
            catch (Exception failure) when (IsConnection(failure) && !cancellationToken.IsCancellationRequested)
            {
                delay = retry.DelayAfter(attempt, retryAfter: null);
                if (delay is null) throw;
            }

            await Task.Delay(delay.Value, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A time-out of the HTTP client counts: the answer is unknown, and the same identity finds it out.</summary>
    private static bool IsConnection(Exception failure) =>
        failure is HttpRequestException or IOException or TaskCanceledException { InnerException: TimeoutException };

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);
}
