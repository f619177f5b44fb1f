using System.Text.Unicode;
using CsvHelper;

namespace Farebox.Import.Rows;

/// <summary>Rows of a CSV file (RFC 4180), its columns named by the header in its first line.</summary>
/// <remarks>Nothing is guessed: no delimiter but the one that was named, and a row has as many fields as the header.</remarks>
internal sealed class CsvRows : IRows
{
    // A quote that is never closed must not swallow the file.
    private const int RowBytesMax = 1 << 20;

    private readonly CsvReader _csv;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly HashSet<long> _malformed = [];

    /// <exception cref="ImportException">The header is missing, or names a column twice or not at all.</exception>
    public CsvRows(Stream stream, char delimiter)
    {
        _csv = CsvReader.Create(
            stream,
            new CsvReaderOptions
            {
                Separator = delimiter,
                MaxRecordSize = RowBytesMax,
                TrackLineNumbers = true,
                IncludeValuesInExceptions = false,

                // Records count from the header, rows from the one after it.
                OnMalformedRecord = record => _malformed.Add(record.RecordNumber - 1),
            },
            leaveOpen: true);
        ReadHeader();
    }

    public long Row { get; private set; }

    public long Line => _csv.LineNumber;

    public RowFault? Fault { get; private set; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyCollection<string> Columns => _columns.Keys;

    public bool Has(string column) => _columns.ContainsKey(column);

    public int Bind(string column) => _columns.TryGetValue(column, out var number)
        ? number
        : throw new ImportException($"The file has no column \"{column}\". Its columns are: {string.Join(", ", _columns.Keys)}");

    public bool Read()
    {
        if (!Reading(_csv.Read)) return false;

        Row++;
        Fault = Check();
        return true;
    }

    public string Text(int column) => _csv.GetString(column);

    public ReadOnlySpan<byte> TextUtf8(int column) => _csv.GetSpan(column);

    public void Dispose() => _csv.Dispose();

    private void ReadHeader()
    {
        var names = Reading(() => _csv.Headers.ToArray());
        if (names.Length == 0) throw new ImportException("The file is empty. Its first line names the columns.");

        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].Contains('\uFFFD', StringComparison.Ordinal) || names[i].Contains('\0', StringComparison.Ordinal))
                throw new ImportException("The file is not text in UTF-8. Convert it first, for example with iconv.");
            if (string.IsNullOrWhiteSpace(names[i])) throw new ImportException($"Column {i + 1} has no name. The first line names each column.");
            if (!_columns.TryAdd(names[i], i)) throw new ImportException($"Two columns are called \"{names[i]}\". Rename one of them.");
        }
    }

    private static T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException fault)
        {
            throw new ImportException($"The row that begins at line {fault.LineNumber} has more than {RowBytesMax} bytes. Look there for a quote that is opened and not closed.");
        }
        catch (InvalidDataException fault)
        {
            throw new ImportException($"The file cannot be unpacked: {fault.Message}");
        }
    }

    private RowFault? Check()
    {
        if (_malformed.Count > 0 && _malformed.Remove(Row)) return new("invalid_row", "A quote is not where it can be: a field is quoted as a whole, with quotes in it doubled.");
        if (_csv.FieldCount != _columns.Count) return new("invalid_row", $"The row has {_csv.FieldCount} fields, and the header {_columns.Count}.");

        for (var i = 0; i < _csv.FieldCount; i++)
        {
            if (!Utf8.IsValid(_csv.GetSpan(i))) return new("invalid_utf8", "The row is not text in UTF-8.");
        }

        return null;
    }
}
