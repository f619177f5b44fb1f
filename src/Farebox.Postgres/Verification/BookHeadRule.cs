namespace Farebox.Postgres.Verification;

/// <summary>The row of a book says where its entries end and when the next thing falls due, if not too late.</summary>
internal sealed class BookHeadRule() : ReplayRule("I-31",
    "The row of every book names its last entry and when that was recorded, and no later instant than the next at which something falls due.")
{
    protected override void AtLast(ReplayedBook replayed)
    {
        var (head, book) = (replayed.Head, replayed.Book);
        if (book.Seq != head.Seq) Fail(head.BookId, head.Seq, "the book", $"last entry {book.Seq}", $"last entry {head.Seq}");
        if (book.Seq > 0 && book.RecordedAt != head.RecordedAt) Fail(head.BookId, head.Seq, "the book", $"recorded {book.RecordedAt:O}", $"recorded {head.RecordedAt:O}");
        if (book.NextDueAt is { } due && !(head.NextDueAt <= due)) Fail(head.BookId, head.Seq, "the book, next_due_at", $"not after {due:O}", head.NextDueAt is { } at ? $"{at:O}" : "nothing");
    }
}
