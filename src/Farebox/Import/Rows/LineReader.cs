using System.Buffers;

namespace Farebox.Import.Rows;

/// <summary>Lines of a stream as bytes, in a buffer that never grows beyond one line's limit.</summary>
internal sealed class LineReader(Stream stream) : IDisposable
{
    public const int LineBytesMax = 1 << 20;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>The number of the line that was read last; the first is 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether that line was longer than the limit. What was given of it is then empty.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The next line without its end. It is good until the next one is read.</summary>
    /// <returns>False at the end.</returns>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        IsTooLong = false;
        line = default;
        var searched = 0;
        while (true)
        {
            var feed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (feed >= 0) return Take(searched + feed, 1, out line);
            if (_isAtEnd) return _end > _start && Take(_end - _start, 0, out line);

            searched = _end - _start;
            if (searched > LineBytesMax)
            {
                IsTooLong = true;
                (_start, _end, searched) = (0, 0, 0);
            }

            Fill();
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private bool Take(int length, int endLength, out ReadOnlyMemory<byte> line)
    {
        var text = _buffer.AsMemory(_start, length);
        _start += length + endLength;
        Number++;
        IsTooLong |= length > LineBytesMax;
        line = IsTooLong ? default : text;
        return true;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        try
        {
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            _isAtEnd = read == 0;
            _end += read;
        }
        catch (InvalidDataException fault)
        {
            throw new ImportException($"The file cannot be unpacked: {fault.Message}");
        }
    }
}
