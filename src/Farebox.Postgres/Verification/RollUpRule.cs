using Farebox.Ledger;
using Npgsql;

namespace Farebox.Postgres.Verification;

/// <summary>The stored roll-up has the lines that the entries lead to, with their sums, and no others.</summary>
internal sealed class RollUpRule() : ReplayRule("I-31", "Every line of the roll-up, lines of nothing included, is the sum of the entries up to the checkpoint.")
{
    private const string Lines = """
        SELECT day, member, meter, model, grant_id, asset, cost_asset, trim_scale(units)::text, trim_scale(quantity)::text, trim_scale(cost)::text
        FROM rollup WHERE book_id = $1 ORDER BY day, member, meter, model, grant_id, asset, cost_asset
        """;

    protected override void AtCheckpoint(ReplayedBook replayed)
    {
        var head = replayed.Head;
        var expected = replayed.Book.RollUp.Lines;
        var seen = new HashSet<RollUpKey>(expected.Count);
        using var command = new NpgsqlCommand(Lines, replayed.Connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = head.BookId });
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var key = KeyOf(reader);
            var found = TextOf(reader.GetString(7), reader.GetString(8), reader.GetString(9));
            var due = expected.TryGetValue(key, out var line) ? TextOf(line) : "no such line";
            seen.Add(key);
            if (due != found) Fail(head.BookId, head.CheckpointSeq, $"roll-up {NameOf(key)}", due, found);
        }

        if (seen.Count == expected.Count) return;

        foreach (var (key, line) in expected.OrderBy(line => NameOf(line.Key), StringComparer.Ordinal))
        {
            if (!seen.Contains(key)) Fail(head.BookId, head.CheckpointSeq, $"roll-up {NameOf(key)}", TextOf(line), "no such line");
        }
    }

    private static RollUpKey KeyOf(NpgsqlDataReader row) => new(
        row.GetFieldValue<DateOnly>(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6));

    private static string NameOf(in RollUpKey key) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{key.Day:yyyy-MM-dd} member '{key.Member}' meter '{key.Meter}' model '{key.Model}' grant '{key.Grant}' in {key.Asset}");

    private static string TextOf(RollUpLine line)
    {
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        return TextOf(line.Units.ToString(invariant), line.Quantity.ToString("0.############################", invariant), line.Cost.ToString(invariant));
    }

    private static string TextOf(string units, string quantity, string cost) => $"{units} units of quantity {quantity} at cost {cost}";
}
