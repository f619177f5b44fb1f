using System.Text;
using Farebox.Bench.Load;

namespace Farebox.Bench.Http;

/// <summary><c>POST /v1/events</c> over and over: the bytes are built once, then only ids, accounts, members and quantities change.</summary>
public sealed class EventRequests : IRequestSource
{
    private readonly byte[] _request;
    private readonly int _firstEvent;
    private readonly int _count;
    private readonly EventBytes _event;
    private readonly AccountSet _accounts;
    private readonly Random _random;

    /// <param name="count">One is sent as a single CloudEvent, more as an array.</param>
    public EventRequests(AccountSet accounts, int count, string key, DateTimeOffset at, int seed)
    {
        (_accounts, _count, _random, _event) = (accounts, count, new Random(seed), new EventBytes(accounts, at));
        var brackets = count == 1 ? 0 : 2;
        var body = (count * _event.Length) + (count - 1) + brackets;
        var type = count == 1 ? "application/cloudevents+json" : "application/cloudevents-batch+json";
        var head = RequestHead.Post("/v1/events", type, body, key);

        _request = new byte[head.Length + body];
        _request.AsSpan().Fill((byte)',');
        head.CopyTo(_request, 0);
        _firstEvent = head.Length + (brackets / 2);
        if (brackets > 0) (_request[head.Length], _request[^1]) = ((byte)'[', (byte)']');
        for (var i = 0; i < count; i++) _event.WriteTemplate(Event(i));
    }

    public ReadOnlyMemory<byte> NextRequest()
    {
        var id = EventIds.Take(_count);
        for (var i = 0; i < _count; i++) _event.WriteNext(Event(i), id + i, _accounts, _random);
        return _request;
    }

    public int Accept(int status, ReadOnlySpan<byte> body)
    {
        if (status == 200 && RecordedItems.AreAll(body, _count)) return _count;
        throw new InvalidOperationException($"Asked to record {_count} events, the server answered {status}: {Encoding.UTF8.GetString(body)}");
    }

    private Span<byte> Event(int index) => _request.AsSpan(_firstEvent + (index * (_event.Length + 1)), _event.Length);
}
