using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Farebox.Client;
using Farebox.Postgres.Notices;

namespace Farebox.Webhooks;

/// <summary>Makes one attempt at a delivery: signed anew, bounded in time and size, followed nowhere.</summary>
internal sealed class WebhookSender : IDisposable
{
    /// <summary>An attempt that has not been answered by then has failed.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Of an answer so much is read, so that its connection can be used again; nothing is made of it.</summary>
    private const int AnswerBytesMax = 16 * 1024;

    private readonly HttpMessageInvoker _http;
    private readonly WebhookPolicy _policy;
    private readonly TimeSpan _timeout;

    /// <param name="policy">Where it may go.</param>
    /// <param name="timeout">How long an attempt may last.</param>
    /// <param name="lookUp">Finds the addresses of a host; the system's way when absent.</param>
    public WebhookSender(WebhookPolicy policy, TimeSpan timeout, Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null)
    {
        (_policy, _timeout) = (policy, timeout);
        lookUp ??= static (host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = 16, MaxResponseDrainSize = AnswerBytesMax, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), MaxConnectionsPerServer = 8,
            ConnectCallback = (context, cancellationToken) => policy.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, lookUp, cancellationToken),
        });
    }

    /// <summary>Sends it. Whatever goes wrong is how the attempt ended.</summary>
    public async Task<DeliveryEnd> SendAsync(LeasedDelivery delivery, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        if (_policy.Fault(delivery.Url) is not null) return Failed("url_not_allowed", began);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_timeout);
        try
        {
            using var request = Request(delivery);
            using var response = await _http.SendAsync(request, patience.Token);
            await DrainAsync(response.Content, patience.Token);
            return new((int)response.StatusCode, null, RetryAfterOf(response.Headers.RetryAfter, response.Headers.Date), Since(began));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed("timeout", began);
        }
        catch (HttpRequestException failure)
        {
            return Failed(Word(failure), began);
        }
        catch (IOException)
        {
            return Failed("connection_lost", began);
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(LeasedDelivery delivery)
    {
        var body = Encoding.UTF8.GetBytes(delivery.Body);
        var signature = WebhookSignature.Sign(delivery.Secret, delivery.NoticeId, delivery.Timestamp, body);
        if (delivery.OldSecret is { } old) signature += $" {WebhookSignature.Sign(old, delivery.NoticeId, delivery.Timestamp, body)}";

        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.ParseAdd("Farebox-Webhooks/1.0");
        request.Headers.Add(WebhookSignature.IdHeader, delivery.NoticeId);
        request.Headers.Add(WebhookSignature.TimestampHeader, FormattableString.Invariant($"{delivery.Timestamp}"));
        request.Headers.Add(WebhookSignature.SignatureHeader, signature);
        return request;
    }

    private static async Task DrainAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[4096];
        var left = AnswerBytesMax;
        while (left > 0 && await stream.ReadAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), cancellationToken) is > 0 and var read) left -= read;
    }

    /// <summary>Only a wait in seconds, or the distance of two times that the endpoint itself says: its clock is not ours.</summary>
    private static TimeSpan? RetryAfterOf(RetryConditionHeaderValue? asked, DateTimeOffset? said) =>
        asked?.Delta ?? (asked?.Date is { } at && said is { } now && at > now ? at - now : null);

    private static string Word(HttpRequestException failure) => failure switch
    {
        { InnerException: AddressRefusedException } => "url_not_allowed",
        { InnerException: AuthenticationException } => "tls_failed",
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => "host_not_found",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "host_not_found",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "tls_failed",
        { HttpRequestError: HttpRequestError.ConnectionError } => "connection_refused",
        { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } => "invalid_response",
        _ => "connection_lost",
    };

    private static DeliveryEnd Failed(string error, long began) => new(null, error, null, Since(began));

    private static int Since(long began) => (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds;
}
