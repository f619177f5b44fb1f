using System.Text.Json;
using Farebox.Billing;
using Farebox.Import;
using Farebox.Import.Rows;
using Farebox.Metering;

namespace Farebox.Offline;

/// <summary>Lines that are CloudEvents, as they are sent to a server.</summary>
internal sealed class EventHistory(JsonRows rows) : IHistory
{
    private UsageEvent? _event;

    public UsageRow Row => new(_event!.Subject, _event.Time, _event.Type, _event.Data, rows.Row);

    public RowFault? Fault { get; private set; }

    public long Number => rows.Row;

    public (string Source, string Id)? Identity => (_event!.Source, _event.Id);

    public bool Read()
    {
        if (!rows.Read()) return false;

        Fault = rows.Fault ?? Parse();
        return true;
    }

    public void Dispose() => rows.Dispose();

    private RowFault? Parse()
    {
        try
        {
            var reader = new Utf8JsonReader(rows.Bytes.Span, CloudEventReader.ReaderOptions);
            var parse = CloudEventReader.Read(ref reader, rows.Bytes);
            _event = parse.Event;
            if (_event is null) return new(parse.Code!, parse.Detail!);
            return reader.Read() ? new("malformed_json", "The line has something after its event.") : null;
        }
        catch (JsonException)
        {
            return new("malformed_json", "The line is not JSON.");
        }
    }
}
