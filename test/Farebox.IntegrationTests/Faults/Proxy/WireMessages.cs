using System.Buffers.Binary;
using System.Text;

namespace Farebox.IntegrationTests.Faults.Proxy;

/// <summary>Reads PostgreSQL's messages one by one off a stream: a type, a length that counts itself, a body.</summary>
internal sealed class WireMessages(Stream stream) : IAsyncDisposable
{
    private const int StartupLike = 0;
    private readonly BufferedStream _buffered = new(stream, 64 * 1024);

    /// <summary>A message of the start of a session, which has no type.</summary>
    public Task<WireMessage?> ReadUntypedAsync() => ReadAsync(hasType: false);

    public Task<WireMessage?> ReadAsync() => ReadAsync(hasType: true);

    public ValueTask DisposeAsync() => _buffered.DisposeAsync();

    private async Task<WireMessage?> ReadAsync(bool hasType)
    {
        var header = new byte[hasType ? 5 : 4];
        if (await _buffered.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false) < header.Length) return null;

        var length = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(header.Length - 4));
        var bytes = new byte[header.Length + length - 4];
        header.CopyTo(bytes, 0);
        var body = bytes.AsMemory(header.Length);
        if (await _buffered.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false) < body.Length) return null;
        return new(hasType ? (char)header[0] : (char)StartupLike, bytes, header.Length);
    }
}

/// <summary>A message as it stood on the wire.</summary>
internal sealed record WireMessage(char Type, byte[] Bytes, int BodyAt)
{
    /// <summary>The zero-terminated texts the body begins with.</summary>
    public string[] Texts(int count)
    {
        var (texts, at) = (new string[count], BodyAt);
        for (var i = 0; i < count; i++)
        {
            var end = Array.IndexOf(Bytes, (byte)0, at);
            texts[i] = Encoding.UTF8.GetString(Bytes, at, end - at);
            at = end + 1;
        }

        return texts;
    }
}
