using Farebox.Charging;

namespace Farebox.Postgres.Journal;

/// <summary>How a journal is run.</summary>
public sealed record JournalOptions
{
    private static readonly int WritersByDefault = Environment.ProcessorCount > 2 ? 2 : 1;

    /// <summary>Where the database is; opened as the application role.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Whose books these are.</summary>
    public required int TenantId { get; init; }

    /// <summary>Reads the configuration rows that came after those a catalog has.</summary>
    public required Func<Catalog, CancellationToken, Task<Catalog>> LoadCatalog { get; init; }

    /// <summary>
    /// Writers, each with two threads, two connections and a share of the books. One keeps two cores busy, because its batches overlap;
    /// there, a second one would only cut load that is spread over accounts into batches of half the size.
    /// </summary>
    public int Writers { get; init; } = WritersByDefault;

    /// <summary>Commands that may wait for one writer before callers are turned away.</summary>
    public int QueueMax { get; init; } = 20_000;

    /// <summary>Commands in one transaction at most.</summary>
    public int BatchMax { get; init; } = 4_000;

    /// <summary>Books one writer keeps in memory.</summary>
    public int BooksMax { get; init; } = 24_000 / WritersByDefault;

    /// <summary>Entries of a book after which its projections are saved with the batch.</summary>
    public int CheckpointEntries { get; init; } = 2_000;

    /// <summary>How long a book's projections may stay behind its entries.</summary>
    public TimeSpan CheckpointAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often what has fallen due is looked for.</summary>
    public TimeSpan DueInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How much that fell due one batch posts to one book. What is left comes with the next batch, and until a book is in the present
    /// nothing is decided on it, so that one that slept for years takes no more memory than any other.
    /// </summary>
    public int DueMax { get; init; } = 2_000;

    /// <summary>
    /// How long the database may say nothing before its connection is given up and the batch repeated: a network that lost
    /// it would otherwise be waited for as long as the kernel repeats, a quarter of an hour. Zero waits for ever.
    /// </summary>
    public TimeSpan SilenceMax { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long stopping waits for what was accepted to be committed.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long rows that were sent ahead of the batch before may stay uncommitted: another node may wait for them that the
    /// batch before waits for. Several times what a full batch takes; at the worst they are sent again.
    /// </summary>
    internal TimeSpan AheadMax { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Where the journal that is started counts what it does; its own.</summary>
    internal JournalMeter Meter { get; init; } = null!;

    /// <summary>Told of faults that were survived: what happened, and the exception.</summary>
    public Action<string, Exception> OnFault { get; init; } = static (_, _) => { };
}
