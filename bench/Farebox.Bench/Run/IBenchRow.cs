namespace Farebox.Bench.Run;

/// <summary>One row of the table: a load that can be run again each round.</summary>
public interface IBenchRow
{
    /// <summary>For example <c>http100.spread</c>; what follows the dot says which naive figure it is held against.</summary>
    string Name { get; }

    /// <summary>What grows on disk while it runs.</summary>
    Tables Tables { get; }

    /// <summary>An offered rate is kept, so only the latency says something.</summary>
    bool IsOpenLoop => false;

    /// <summary>Starts the load, opens and closes the window around its steady part, and returns when all it asked for is answered.</summary>
    Task<LoadResult> RunAsync(MeasuredWindow window, CancellationToken cancellation);
}
