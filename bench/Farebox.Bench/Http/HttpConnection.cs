using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Farebox.Bench.Http;

/// <summary>One keep-alive connection with at most one request under way. Never blocks; its caller waits with <see cref="Poller"/>.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly IRequestSource _source;
    private ReadOnlyMemory<byte> _unsent;
    private byte[] _received = new byte[64 * 1024];
    private int _length;

    private HttpConnection(Socket socket, IRequestSource source) => (_socket, _source) = (socket, source);

    public int Descriptor => (int)_socket.Handle;

    /// <summary>When the request under way was handed to the socket.</summary>
    public long SentAt { get; private set; }

    /// <summary>When its answer had arrived whole.</summary>
    public long AnsweredAt { get; private set; }

    public bool IsIdle { get; private set; } = true;

    /// <summary>A request that did not fit into the socket's buffer waits for room.</summary>
    public bool WantsToWrite => !_unsent.IsEmpty;

    public static HttpConnection Open(IPEndPoint server, IRequestSource source)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, SendBufferSize = 256 * 1024 };
        socket.Connect(server);
        socket.Blocking = false;
        return new(socket, source);
    }

    /// <summary>Sends the next request; stays idle when there is none.</summary>
    public void Begin()
    {
        _unsent = _source.NextRequest();
        IsIdle = _unsent.IsEmpty;
        if (IsIdle) return;

        SentAt = Stopwatch.GetTimestamp();
        Write();
    }

    public void Write()
    {
        var sent = _socket.Send(_unsent.Span, SocketFlags.None, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock)) throw new SocketException((int)error);
        if (error == SocketError.Success) _unsent = _unsent[sent..];
    }

    /// <summary>Reads what has arrived.</summary>
    /// <returns>How many operations the answer acknowledges; null while it is not complete.</returns>
    public int? Read()
    {
        if (_length == _received.Length) Array.Resize(ref _received, 2 * _length);
        var read = _socket.Receive(_received.AsSpan(_length), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock) return null;
        if (error != SocketError.Success) throw new SocketException((int)error);
        if (read == 0) throw new IOException("The server closed the connection: " + Encoding.UTF8.GetString(_received, 0, _length));

        _length += read;
        if (HttpAnswer.Parse(_received.AsSpan(0, _length)) is not { } answer) return null;
        if (_length < answer.BodyStart + answer.BodyLength) return null;

        AnsweredAt = Stopwatch.GetTimestamp();
        var operations = _source.Accept(answer.Status, _received.AsSpan(answer.BodyStart, answer.BodyLength));
        _length = 0;
        IsIdle = true;
        return operations;
    }

    public void Dispose() => _socket.Dispose();
}
