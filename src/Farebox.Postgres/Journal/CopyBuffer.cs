using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>Rows in PostgreSQL's binary COPY format, built in one reused buffer and sent at once.</summary>
/// <remarks>Format: postgresql.org/docs/15/sql-copy.html, "Binary Format".</remarks>
internal sealed class CopyBuffer
{
    private static readonly DateTime PostgresEpoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private byte[] _bytes = new byte[256 * 1024];
    private int _length;

    public void Begin()
    {
        // The signature's fifth byte is 0xFF alone, which a UTF-8 literal cannot hold.
        ReadOnlySpan<byte> signature = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        _length = 0;
        signature.CopyTo(Take(signature.Length));
    }

    public void BeginRow(short columns) => BinaryPrimitives.WriteInt16BigEndian(Take(2), columns);

    public void Null() => BinaryPrimitives.WriteInt32BigEndian(Take(4), -1);

    public void Write(long value)
    {
        var span = Take(12);
        BinaryPrimitives.WriteInt32BigEndian(span, 8);
        BinaryPrimitives.WriteInt64BigEndian(span[4..], value);
    }

    public void Write(short value)
    {
        var span = Take(6);
        BinaryPrimitives.WriteInt32BigEndian(span, 2);
        BinaryPrimitives.WriteInt16BigEndian(span[4..], value);
    }

    public void Write(Guid value)
    {
        var span = Take(20);
        BinaryPrimitives.WriteInt32BigEndian(span, 16);
        value.TryWriteBytes(span[4..], bigEndian: true, out _);
    }

    public void Write(DateTimeOffset value) => Write((value.UtcTicks - PostgresEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    public void Write(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        Reserve(4 + (value.Length * 3));
        var written = Encoding.UTF8.GetBytes(value, _bytes.AsSpan(_length + 4));
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), written);
        _length += 4 + written;
    }

    public void Write(ReadOnlySpan<byte> utf8)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(4), utf8.Length);
        utf8.CopyTo(Take(utf8.Length));
    }

    /// <summary>Ends the rows and sends them; the server has them when this returns.</summary>
    public void Send(NpgsqlConnection connection, string copy)
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(2), -1);
        using var stream = connection.BeginRawBinaryCopy(copy);
        stream.Write(_bytes, 0, _length);
    }

    private Span<byte> Take(int count)
    {
        Reserve(count);
        var span = _bytes.AsSpan(_length, count);
        _length += count;
        return span;
    }

    private void Reserve(int count)
    {
        if (_length + count > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
    }
}
