using System.Net;
using System.Text;

namespace Farebox.Tests.Client;

/// <summary>Answers from a list, one after the other, and keeps what it was asked.</summary>
internal sealed class StubHandler : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();

    public List<(string Method, string Path, string? Key, string Body)> Requests { get; } = [];

    public StubHandler Answer(HttpStatusCode status, string body, int? retryAfterSeconds = null)
    {
        _answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            if (retryAfterSeconds is { } seconds) response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
            return response;
        });
        return this;
    }

    public StubHandler Break()
    {
        _answers.Enqueue(() => throw new HttpRequestException("The connection was reset."));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var key = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null;
        Requests.Add((request.Method.Method, request.RequestUri!.PathAndQuery, key, body));
        return _answers.Dequeue()();
    }
}
