using Farebox.Postgres.Journal;
using Npgsql;

namespace Farebox.Postgres.Verification;

/// <summary>The stored state of a book is, letter by letter, the state that its entries lead to.</summary>
internal sealed class CheckpointRule() : ReplayRule("I-31", "Every checkpoint is the state that the entries up to it lead to, to the letter.")
{
    private const int Around = 40;

    protected override void AtCheckpoint(ReplayedBook replayed)
    {
        var head = replayed.Head;
        if ((head.StoredCheckpoint ?? 0) != head.CheckpointSeq)
        {
            Fail(head.BookId, head.CheckpointSeq, "the checkpoint", $"of entry {head.CheckpointSeq}", head.StoredCheckpoint is { } seq ? $"of entry {seq}" : "none");
            return;
        }

        if (head.CheckpointSeq == 0) return;

        var (expected, found) = (CheckpointJson.Write(replayed.Book), Load(replayed.Connection, head.BookId));
        if (expected == found) return;

        var at = expected.AsSpan().CommonPrefixLength(found);
        Fail(head.BookId, head.CheckpointSeq, $"the checkpoint, at character {at}", Part(expected, at), Part(found, at));
    }

    /// <summary>The stored text of a checkpoint that exists.</summary>
    public static string Load(NpgsqlConnection connection, long bookId)
    {
        using var command = new NpgsqlCommand(JournalSql.LoadCheckpoints, connection);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [bookId] });
        using var reader = command.ExecuteReader();
        return reader.Read() ? reader.GetString(1) : throw new InvalidDataException("There is no checkpoint.");
    }

    private static string Part(string text, int at)
    {
        var from = Math.Max(0, at - Around);
        return $"…{text.AsSpan(from, Math.Min(text.Length - from, 2 * Around))}…";
    }
}
