using System.Globalization;
using Farebox.Postgres.Journal;
using Npgsql;

namespace Farebox.Postgres.Verification;

/// <summary>The stored moves of grants are those that the entries lead to, and no others.</summary>
internal sealed class GrantMovesRule() : ReplayRule("I-31", "What became of grants, day by day, is the sum of the entries up to the checkpoint.")
{
    private const string Lines = "SELECT day, grant_id, kind, trim_scale(units)::text FROM grant_move WHERE book_id = $1 ORDER BY day, grant_id, kind";

    protected override void AtCheckpoint(ReplayedBook replayed)
    {
        var head = replayed.Head;
        var missing = replayed.Book.GrantMoves.Lines.ToDictionary(
            line => NameOf(line.Key.Day, line.Key.Grant, Names.Of(line.Key.Kind)), line => line.Value.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
        using var command = new NpgsqlCommand(Lines, replayed.Connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = head.BookId });
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var name = NameOf(reader.GetFieldValue<DateOnly>(0), reader.GetString(1), reader.GetString(2));
            var expected = missing.Remove(name, out var units) ? units : "no such line";
            if (expected != reader.GetString(3)) Fail(head.BookId, head.CheckpointSeq, name, expected, reader.GetString(3));
        }

        foreach (var (name, units) in missing.OrderBy(line => line.Key, StringComparer.Ordinal))
            Fail(head.BookId, head.CheckpointSeq, name, units, "no such line");
    }

    private static string NameOf(DateOnly day, string grant, string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} units {kind} of grant '{grant}'");
}
