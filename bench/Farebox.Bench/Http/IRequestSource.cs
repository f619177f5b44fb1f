namespace Farebox.Bench.Http;

/// <summary>What one connection sends, one request after the other.</summary>
public interface IRequestSource
{
    /// <summary>The bytes of the next request, valid until the next call; empty when there is nothing more to send.</summary>
    ReadOnlyMemory<byte> NextRequest();

    /// <summary>Throws when the answer is not the one that was asked for.</summary>
    /// <returns>How many operations it acknowledges.</returns>
    int Accept(int status, ReadOnlySpan<byte> body);
}
