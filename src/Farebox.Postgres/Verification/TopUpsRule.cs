using Farebox.Ledger;
using Npgsql;

namespace Farebox.Postgres.Verification;

/// <summary>The queue of purchases, from which money is asked for, has those of the journal, each as it stands there.</summary>
internal sealed class TopUpsRule() : ReplayRule("I-31", "The stored purchases of credit are those of their entries, each as it ended or waits.")
{
    private const string Rows = """
        SELECT top_up_id, seq, asset, units, price_asset, price_units, state, note FROM top_up WHERE book_id = $1 ORDER BY top_up_id
        """;

    protected override void AtLast(ReplayedBook replayed)
    {
        var head = replayed.Head;
        var missing = replayed.Book.TopUps.ToDictionary(topUp => topUp.Id, TextOf, StringComparer.Ordinal);
        using var command = new NpgsqlCommand(Rows, replayed.Connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = head.BookId });
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var id = reader.GetString(0);
            var found = TextOf(
                reader.GetInt64(1), reader.GetInt64(3), reader.GetString(2), reader.GetInt64(5), reader.GetString(4), reader.GetString(6),
                reader.IsDBNull(7) ? "" : reader.GetString(7));
            var expected = missing.Remove(id, out var text) ? text : "no such purchase";
            if (expected != found) Fail(head.BookId, head.Seq, $"top_up {id}", expected, found);
        }

        foreach (var (id, text) in missing.OrderBy(line => line.Key, StringComparer.Ordinal)) Fail(head.BookId, head.Seq, $"top_up {id}", text, "no row");
    }

    private static string TextOf(TopUp topUp) =>
        TextOf(topUp.Seq, topUp.Units, topUp.Asset.Code, topUp.Charge.Units, topUp.Charge.Asset.Code, topUp.State.Name(), topUp.Note);

    private static string TextOf(long seq, long units, string asset, long priceUnits, string priceAsset, string state, string note) =>
        $"{state} ({note}): {units} {asset} for {priceUnits} {priceAsset} by entry {seq}";
}
