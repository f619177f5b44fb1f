namespace Farebox.Postgres.Reports;

/// <summary>An entry as its row has it, for reading.</summary>
/// <param name="Command">What it said, as JSON.</param>
/// <param name="Outcome">What came of it where that is more than its status, as JSON.</param>
public sealed record ListedEntry(
    long Seq, short Kind, short Status, DateTimeOffset RecordedAt, DateTimeOffset OccurredAt, string Member, string Command, string? Outcome)
{
    /// <summary>What it moved, in order.</summary>
    public List<ListedTransfer> Transfers { get; } = [];
}

/// <summary>A transfer as its row has it; amounts in smallest units of the asset.</summary>
public sealed record ListedTransfer(
    int N, string From, string To, string Asset, long Units, long FromAfter, long ToAfter, string? Hold);
