using System.Text.Json;

namespace Farebox.Import.Rows;

/// <summary>Rows of an NDJSON file, one object per line. A column is a member, or a path to one: <c>usage.input_tokens</c>.</summary>
internal sealed class JsonRows(Stream stream) : IRows
{
    private readonly LineReader _lines = new(stream);
    private readonly List<string[]> _paths = [];
    private string[] _cells = [];

    public long Row { get; private set; }

    public long Line => _lines.Number;

    public RowFault? Fault { get; private set; }

    /// <summary>The line as it stands.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    // Lines need not have the same members, so every name may be one.
    public bool Has(string column) => false;

    public int Bind(string column)
    {
        _paths.Add(column.Split('.'));
        _cells = new string[_paths.Count];
        return _paths.Count - 1;
    }

    public bool Read()
    {
        while (_lines.TryRead(out var line))
        {
            if (!_lines.IsTooLong && line.Span.Trim(" \t\r"u8).IsEmpty) continue;

            Row++;
            Bytes = line;
            Fault = _lines.IsTooLong ? new("event_too_large", $"The line has more than {LineReader.LineBytesMax} bytes.") : ReadCells(line);
            return true;
        }

        return false;
    }

    public string Text(int column) => _cells[column];

    public void Dispose() => _lines.Dispose();

    private RowFault? ReadCells(ReadOnlyMemory<byte> line)
    {
        // Lines that are events already are judged by the server alone.
        if (_paths.Count == 0) return null;
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return new("invalid_type", "The line is not a JSON object.");

            for (var i = 0; i < _cells.Length; i++)
            {
                if (!TryText(json.RootElement, _paths[i], out _cells[i]))
                    return new("invalid_type", $"The member {string.Join('.', _paths[i])} is an object or an array, and not one value.");
            }

            return null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return new("malformed_json", "The line is not JSON.");
        }
    }

    private static bool TryText(JsonElement element, string[] path, out string text)
    {
        text = "";
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return true;
        }

        if (element.ValueKind is JsonValueKind.Object or JsonValueKind.Array) return false;
        text = element.ValueKind switch
        {
            JsonValueKind.String => element.GetString()!,
            JsonValueKind.Null => "",
            _ => element.GetRawText(),
        };
        return true;
    }
}
