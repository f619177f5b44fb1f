using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Farebox.IntegrationTests.Operations;

/// <summary>A collector in this process: takes OTLP over HTTP in protobuf, and reads as much of it as the tests ask about.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _application;

    private OtlpReceiver(WebApplication application) => _application = application;

    public string Address => _application.Urls.First();

    /// <summary>The names of the metrics that arrived.</summary>
    public ConcurrentDictionary<string, int> Metrics { get; } = [];

    /// <summary>The names of the spans that arrived.</summary>
    public ConcurrentDictionary<string, int> Spans { get; } = [];

    /// <summary>Every byte that arrived, as text, to search for what must and must not be there.</summary>
    public string Text => string.Concat(_received);

    private readonly ConcurrentQueue<string> _received = [];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var receiver = new OtlpReceiver(application);
        application.Run(receiver.TakeAsync);
        await application.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var message = body.ToArray();
        _received.Enqueue(Encoding.Latin1.GetString(message));

        // Both requests: resource 1 → scope 2 → metric or span 2; a metric's name is its field 1, a span's its field 5.
        var (names, field) = context.Request.Path.Value == "/v1/metrics" ? (Metrics, 1) : (Spans, 5);
        foreach (var resource in Fields(message, 1))
        {
            foreach (var item in Fields(resource, 2).SelectMany(scope => Fields(scope, 2)))
                names.AddOrUpdate(Encoding.UTF8.GetString(Fields(item, field).First()), 1, static (_, count) => count + 1);
        }

        context.Response.StatusCode = 200;
    }

    /// <summary>The parts of a protobuf message that are of a number and have a length.</summary>
    private static List<byte[]> Fields(byte[] message, int number)
    {
        var (found, at) = (new List<byte[]>(), 0);
        while (at < message.Length)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0: Varint(message, ref at); break;
                case 1: at += 8; break;
                case 5: at += 4; break;
                default:
                    var length = (int)Varint(message, ref at);
                    if (tag >> 3 == number) found.Add(message[at..(at + length)]);
                    at += length;
                    break;
            }
        }

        return found;
    }

    private static long Varint(byte[] message, ref int at)
    {
        var (value, shift) = (0L, 0);
        while (true)
        {
            var part = message[at++];
            value |= (part & 0x7FL) << shift;
            if (part < 0x80) return value;
            shift += 7;
        }
    }
}
