using System.Buffers;
using System.Text.Json;
using Farebox.Import.Rows;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Import.Mapping;

/// <summary>Makes a CloudEvent of a row. An empty cell leaves its field out; what the server will refuse is left to the server.</summary>
internal sealed class EventMapper : IEventWriter, IDisposable
{
    private static readonly string[] Texts = ["id", "source", "type", "subject", "member"];

    private readonly ArrayBufferWriter<byte> _event = new(1024);
    private readonly Utf8JsonWriter _json;
    private readonly IRows _rows;
    private readonly EventTime _time;
    private readonly (JsonEncodedText Name, string Field, Template Value)[] _attributes;
    private readonly DataField[] _data;

    /// <exception cref="ImportException">The map names a column that the file lacks.</exception>
    public EventMapper(ImportMap map, IRows rows, string fileName)
    {
        map.Check();
        foreach (var (_, template) in map.All) template.Bind(rows, fileName);

        _json = new(_event, new() { SkipValidation = true });
        _rows = rows;
        _time = new(map);
        _attributes =
        [
            .. Texts.Where(name => map[name] is not null)
                .Select(name => (JsonEncodedText.Encode(name), name, map[name]!)),
        ];
        _data = [.. map.Data];
    }

    public RowFault? Write(IBufferWriter<byte> line)
    {
        if (_rows.Fault is { } unreadable) return unreadable;

        _event.ResetWrittenCount();
        _json.Reset();
        if (WriteEvent() is { } fault) return fault;

        _json.Flush();
        line.Write(_event.WrittenSpan);
        return null;
    }

    public void Dispose() => _json.Dispose();

    private RowFault? WriteEvent()
    {
        _json.WriteStartObject();
        _json.WriteString("specversion"u8, "1.0"u8);
        foreach (var (name, field, template) in _attributes)
        {
            var text = template.Of(_rows);
            if (text.Length > 0) _json.WriteString(name, text);
            else if (field != "member") return new("missing_member", $"The row has nothing for {field}.");
        }

        if (_time.Read(_rows, out var time) is { } noTime) return noTime;
        if (time is { } at) WriteTime(at);
        if (_data.Length > 0)
        {
            _json.WriteStartObject("data"u8);
            if (WriteData(0, _data.Length, 0) is { } noData) return noData;
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        return null;
    }

    private void WriteTime(DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[Rfc3339.FormatLengthMax];
        Rfc3339.TryFormat(time, text, out var written);
        _json.WriteString("time"u8, text[..written]);
    }

    // The fields are sorted, so those of one object stand together.
    private RowFault? WriteData(int first, int end, int depth)
    {
        for (var i = first; i < end;)
        {
            var field = _data[i];
            var next = i + 1;
            if (field.Path.Length == depth + 1)
            {
                if (WriteValue(field, field.Path[depth]) is { } fault) return fault;
            }
            else
            {
                while (next < end && _data[next].Path.Length > depth + 1 && _data[next].Path[depth] == field.Path[depth]) next++;
                _json.WriteStartObject(field.Path[depth]);
                if (WriteData(i, next, depth + 1) is { } fault) return fault;
                _json.WriteEndObject();
            }

            i = next;
        }

        return null;
    }

    private RowFault? WriteValue(DataField field, string name)
    {
        var text = field.Value.Of(_rows);
        if (text.Length == 0) return null;
        if (!field.IsNumber)
        {
            _json.WriteString(name, text);
            return null;
        }

        if (!DecimalText.TryParse(text, out _)) return new("invalid_number", $"number.{field.Name} is not digits with an optional point, for example 12.5.");
        _json.WritePropertyName(name);
        _json.WriteRawValue(text, skipInputValidation: true);
        return null;
    }
}
