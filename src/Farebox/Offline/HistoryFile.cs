using Farebox.Import;
using Farebox.Import.Mapping;
using Farebox.Import.Rows;

namespace Farebox.Offline;

/// <summary>Opens a history: CloudEvents line by line, or rows that a map makes events of.</summary>
/// <remarks>
/// A CSV file needs no map where its columns are called what they are: <c>account</c> (or <c>subject</c>), <c>time</c>, <c>type</c>,
/// <c>id</c>, <c>source</c>, <c>member</c>; every other column is a field of the data under its own name.
/// </remarks>
internal sealed class HistoryFile : IDisposable
{
    private static readonly string[] Attributes = ["subject", "time", "type", "id", "source", "member"];

    private readonly InputFile _file;

    /// <param name="path">Its name says what it is, as for an import.</param>
    /// <param name="map">Null for CloudEvents, and for a CSV file whose columns speak for themselves.</param>
    /// <param name="delimiter">Between the fields of a CSV file.</param>
    /// <param name="type">The event type of rows that do not say theirs; null where there are several it could be.</param>
    /// <exception cref="ImportException">The file, or the map for it, cannot be used.</exception>
    public HistoryFile(string path, ImportMap? map, char delimiter, string? type)
    {
        _file = new(path);
        try
        {
            var name = InputFile.NameOf(path);
            Events = ImportSource.IsCsv(name) ? OfCsv(new(_file.Stream, delimiter), map, name, type) : OfLines(map, name);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IHistory Events { get; } = null!;

    public void Dispose()
    {
        Events?.Dispose();
        _file.Dispose();
    }

    private static RowHistory OfCsv(CsvRows rows, ImportMap? map, string name, string? type) => new(map ?? MapOf(rows, type), rows, FileName(name));

    private IHistory OfLines(ImportMap? map, string name)
    {
        var rows = new JsonRows(_file.Stream);
        return map is null ? new EventHistory(rows) : new RowHistory(map, rows, FileName(name));
    }

    private static ImportMap MapOf(CsvRows rows, string? type)
    {
        var map = new ImportMap();
        foreach (var column in rows.Columns)
        {
            var field = column == "account" ? "subject" : column;
            map.Set(Attributes.Contains(field, StringComparer.Ordinal) ? field : $"data.{column}", $"{{{column}}}");
        }

        if (map["subject"] is null) throw new ImportException("The file has no column account. Name one so, or write a map: --map MAP.yaml");
        if (map["type"] is not null) return map;

        map.Set("type", type ?? throw new ImportException("The file has no column type, and the plan has meters for several event types. Add the column, or write a map: --map MAP.yaml"));
        return map;
    }

    private static string FileName(string name) => Uri.EscapeDataString(Path.GetFileNameWithoutExtension(name));
}
