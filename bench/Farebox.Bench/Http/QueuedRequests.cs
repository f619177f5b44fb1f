using System.Collections.Concurrent;
using System.Text;

namespace Farebox.Bench.Http;

/// <summary>Requests that are sent once each, by whichever connection is free; a create that finds its resource is as good as one that makes it.</summary>
public sealed class QueuedRequests(IEnumerable<QueuedRequests.Post> posts, string key) : IRequestSource
{
    private readonly ConcurrentQueue<Post> _waiting = new(posts);

    public sealed record Post(string Path, string Json);

    public ReadOnlyMemory<byte> NextRequest()
    {
        if (!_waiting.TryDequeue(out var post)) return default;
        var body = Encoding.UTF8.GetBytes(post.Json);
        return (byte[])[.. RequestHead.Post(post.Path, "application/json", body.Length, key), .. body];
    }

    public int Accept(int status, ReadOnlySpan<byte> body) =>
        status is 200 or 201 ? 1 : throw new InvalidOperationException($"The server answered {status} while the bench was set up: {Encoding.UTF8.GetString(body)}");
}
