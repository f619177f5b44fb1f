using System.Buffers;

namespace Farebox.Export;

/// <summary>Writes a table as CSV (RFC 4180): commas, CRLF, quotes where they are needed.</summary>
/// <remarks>
/// A spreadsheet takes a cell that begins with <c>= + - @</c>, a tab or a line end for a formula, and runs it. Texts that do so get an apostrophe in
/// front, which spreadsheets hide; numbers are ours, and stay as they are.
/// </remarks>
internal sealed class CsvTable(TextWriter text)
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n");

    private bool _isInRow;

    public CsvTable Text(string? value)
    {
        Begin();
        if (string.IsNullOrEmpty(value)) return this;

        var safe = Formula.Contains(value[0]) ? "'" + value : value;
        text.Write(safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe);
        return this;
    }

    /// <param name="value">Digits of our own making, or nothing.</param>
    public CsvTable Number(string? value)
    {
        Begin();
        text.Write(value);
        return this;
    }

    public void EndRow()
    {
        text.Write("\r\n");
        _isInRow = false;
    }

    public void Header(params IEnumerable<string> columns)
    {
        foreach (var column in columns) Text(column);
        EndRow();
    }

    private void Begin()
    {
        if (_isInRow) text.Write(',');
        _isInRow = true;
    }
}
