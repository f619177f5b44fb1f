namespace Farebox.Postgres.Verification;

/// <summary>The first place where a check does not hold.</summary>
/// <param name="BookId">The book; <see langword="null"/> when the break is not in a book.</param>
/// <param name="Seq">The entry; <see langword="null"/> when it is not about one.</param>
/// <param name="Subject">What is wrong there: a ledger account, a hold, a grant, a table.</param>
/// <param name="Expected">What should be so.</param>
/// <param name="Found">What is so.</param>
public sealed record Break(long? BookId, long? Seq, string Subject, string Expected, string Found)
{
    /// <summary>The account of the book, when there is such a book.</summary>
    public string? Account { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var book = BookId is null ? "" : Account is null ? $"book {BookId}, " : $"book {BookId} (account {Account}), ";
        var entry = Seq is null ? "" : $"entry {Seq}, ";
        return $"{book}{entry}{Subject}: expected {Expected}, found {Found}";
    }
}
