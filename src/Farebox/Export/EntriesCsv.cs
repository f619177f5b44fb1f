using System.Globalization;
using Farebox.Client;
using Farebox.Time;

namespace Farebox.Export;

/// <summary>The journal as a table: a row per transfer, and one without a transfer for an entry that moved nothing.</summary>
internal sealed class EntriesCsv(TextWriter text)
{
    private static readonly string[] Columns =
    [
        "account", "seq", "kind", "status", "recorded_at", "occurred_at", "member", "source", "id",
        "n", "from", "to", "asset", "amount", "from_after", "to_after", "hold",
    ];

    private readonly CsvTable _table = new(text);

    public void WriteHeader() => _table.Header(Columns);

    public void Write(string account, Entry entry)
    {
        foreach (var transfer in entry.Transfers is { Count: > 0 } moved ? moved : [null!])
        {
            WriteEntry(account, entry);
            WriteTransfer(transfer);
            _table.EndRow();
        }
    }

    private void WriteEntry(string account, Entry entry) => _table
        .Text(account)
        .Number(entry.Seq.ToString(CultureInfo.InvariantCulture))
        .Text(entry.Kind)
        .Text(entry.Status)
        .Text(Time(entry.RecordedAt))
        .Text(Time(entry.OccurredAt))
        .Text(entry.Member)
        .Text(EntryIdentity.Of(entry, "source"))
        .Text(EntryIdentity.Of(entry, "id"));

    private void WriteTransfer(EntryTransfer? transfer) => _table
        .Number(transfer?.N.ToString(CultureInfo.InvariantCulture))
        .Text(transfer?.From)
        .Text(transfer?.To)
        .Text(transfer?.Asset)
        .Number(transfer?.Amount)
        .Number(transfer?.FromAfter)
        .Number(transfer?.ToAfter)
        .Text(transfer?.Hold);

    private static string? Time(DateTimeOffset? at) => at is { } instant ? Rfc3339.Format(instant) : null;
}
