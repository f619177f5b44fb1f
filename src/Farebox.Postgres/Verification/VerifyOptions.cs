namespace Farebox.Postgres.Verification;

/// <summary>How thoroughly a database is verified.</summary>
public sealed record VerifyOptions
{
    /// <summary>Whether every projection is derived again from the first entry on. Else only the entries after the checkpoints are replayed.</summary>
    public bool Rebuild { get; init; }

    /// <summary>Entries in memory at once while a book is replayed.</summary>
    public int PageEntries { get; init; } = 2_000;
}
