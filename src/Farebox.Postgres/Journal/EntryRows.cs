using System.Runtime.InteropServices;
using Farebox.Charging;
using Farebox.Ledger;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>Reads entry and transfer rows back into the ledger's own types.</summary>
internal static class EntryRows
{
    /// <summary>An entry without its transfers: enough to answer a repetition.</summary>
    public static Entry ReadEntry(NpgsqlDataReader row, Catalog catalog, Transfer[]? transfers = null)
    {
        var kind = (EntryKind)row.GetInt16(4);
        return new()
        {
            BookId = row.GetInt64(0),
            Key16 = row.GetGuid(1),
            Seq = row.GetInt64(2),
            Content16 = row.GetGuid(3),
            Kind = kind,
            Status = (EntryStatus)row.GetInt16(5),
            OccurredAt = row.GetFieldValue<DateTimeOffset>(6),
            RecordedAt = row.GetFieldValue<DateTimeOffset>(7),
            Member = row.GetString(8),
            Body = EntryReader.Read(kind, row.GetString(9), TextAt(row, 10), catalog),
            Transfers = transfers ?? [],
        };
    }

    /// <summary>The further transfers of a replay, by book and seq.</summary>
    public static Dictionary<(long BookId, long Seq), List<StoredTransfer>> ReadFurther(NpgsqlDataReader rows)
    {
        var further = new Dictionary<(long, long), List<StoredTransfer>>();
        while (rows.Read())
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(further, (rows.GetInt64(0), rows.GetInt64(1)), out _);
            (list ??= []).Add(ReadTransfer(rows, 2));
        }

        return further;
    }

    /// <summary>The transfer in eight columns from <paramref name="column"/> on.</summary>
    public static StoredTransfer ReadTransfer(NpgsqlDataReader row, int column) => new(
        row.GetString(column), row.GetString(column + 1), row.GetString(column + 2), row.GetInt64(column + 3), row.GetInt64(column + 4),
        row.GetInt64(column + 5), TextAt(row, column + 6), TextAt(row, column + 7));

    private static string? TextAt(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

/// <summary>A transfer as its row has it; <see cref="On"/> finds the accounts in a book.</summary>
internal readonly record struct StoredTransfer(
    string From, string To, string Asset, long Units, long FromAfter, long ToAfter, string? Hold, string? Debt)
{
    public Transfer On(Book book, Catalog catalog)
    {
        var asset = catalog.AssetOf(Asset);
        return new(book.AccountOf(From, asset), book.AccountOf(To, asset), Units, Hold, Debt) { FromAfter = FromAfter, ToAfter = ToAfter };
    }
}
