using System.Buffers;

namespace Farebox.Http.Edge;

/// <summary>A body in one rented buffer, or the refusal to read it. Return it by disposing of it.</summary>
/// <remarks>Bytes are counted as they come: a chunked body announces no length, and an announced one may lie.</remarks>
internal readonly struct BodyBytes : IDisposable
{
    private const int FirstBytes = 4096;

    private readonly byte[]? _rented;
    private readonly int _length;

    private BodyBytes(byte[] rented, int length) => (_rented, _length) = (rented, length);

    private BodyBytes(Problem refusal) => Refusal = refusal;

    public Problem? Refusal { get; }

    public ReadOnlySpan<byte> Span => _rented.AsSpan(0, _length);

    public ReadOnlyMemory<byte> Memory => _rented.AsMemory(0, _length);

    public static async ValueTask<BodyBytes> ReadAsync(HttpRequest request, int bytesMax, CancellationToken cancellationToken)
    {
        if (request.ContentLength > bytesMax) return TooLarge(bytesMax);

        var rented = ArrayPool<byte>.Shared.Rent((int)(request.ContentLength ?? FirstBytes) + 1);
        var length = 0;
        try
        {
            var reader = request.BodyReader;
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken);
                var isTooLarge = length + read.Buffer.Length > bytesMax;
                if (!isTooLarge) Append(ref rented, ref length, read.Buffer);
                reader.AdvanceTo(read.Buffer.End);
                if (isTooLarge) return TooLarge(bytesMax);
                if (read.IsCompleted) return new(rented, length);
            }
        }
        catch (IOException fault) when (fault is not BadHttpRequestException)
        {
            // Kestrel says so of a chunk's size that no number holds.
            return new(new Problem(ProblemCodes.MalformedJson, "The body is not framed as HTTP asks."));
        }
    }

    public void Dispose()
    {
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
    }

    private static BodyBytes TooLarge(int bytesMax) => new(new Problem(ProblemCodes.BodyTooLarge, $"At most {bytesMax} bytes are read here."));

    private static void Append(ref byte[] rented, ref int length, ReadOnlySequence<byte> bytes)
    {
        var needed = length + (int)bytes.Length;
        if (needed > rented.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, rented.Length * 2));
            rented.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(rented);
            rented = larger;
        }

        bytes.CopyTo(rented.AsSpan(length));
        length = needed;
    }
}
