using Farebox.Import.Mapping;
using Farebox.Import.Rows;

namespace Farebox.Import;

/// <summary>A file opened for import: its rows, and what makes events of them.</summary>
internal sealed class ImportSource : IDisposable
{
    private readonly InputFile _file;

    /// <exception cref="ImportException">The file, or the map for it, cannot be used.</exception>
    public ImportSource(ImportOptions options)
    {
        _file = new InputFile(options.File);
        try
        {
            var name = InputFile.NameOf(options.File);
            var isCsv = IsCsv(name);
            if (isCsv && options.Map is null) throw new ImportException("A CSV file needs a map: --map map.yaml, or --map FIELD={COLUMN} for each field. See: farebox help");

            Rows = isCsv ? new CsvRows(_file.Stream, options.Delimiter) : new JsonRows(_file.Stream);
            Writer = options.Map is { } map
                ? new EventMapper(map, Rows, Uri.EscapeDataString(Path.GetFileNameWithoutExtension(name)))
                : new LineWriter((JsonRows)Rows);
            Doubts = options.Map is null ? [] : [.. DoubtsOf(options.Map, Rows)];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IRows Rows { get; } = null!;

    public IEventWriter Writer { get; } = null!;

    /// <summary>What in the map is allowed and probably not meant.</summary>
    public string[] Doubts { get; } = [];

    public long BytesTotal => _file.Length;

    public long BytesRead => _file.Position;

    public void Dispose()
    {
        (Writer as IDisposable)?.Dispose();
        Rows?.Dispose();
        _file.Dispose();
    }

    public static bool IsCsv(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".csv" or ".tsv" or ".txt" => true,
        ".ndjson" or ".jsonl" => false,
        var other => throw new ImportException($"The name ends in \"{other}\". Name the file .csv or .ndjson (also .tsv, .jsonl; each also with .gz)."),
    };

    private static IEnumerable<string> DoubtsOf(ImportMap map, IRows rows) =>
        from field in map.All
        where field.Template.Constant is { } constant && rows.Has(constant)
        select $"{field.Field} is the same text \"{field.Template.Constant}\" for every row; for the column of that name write {{{field.Template.Constant}}}.";
}
