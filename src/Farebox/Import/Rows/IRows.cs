namespace Farebox.Import.Rows;

/// <summary>The rows of a file, one at a time and in order, however long the file is.</summary>
internal interface IRows : IDisposable
{
    /// <summary>The number of the row that was read last; the first is 1. A header is not a row.</summary>
    long Row { get; }

    /// <summary>The line of the file on which that row ends.</summary>
    long Line { get; }

    /// <summary>Why that row cannot be read; its cells are then not to be asked for.</summary>
    RowFault? Fault { get; }

    /// <summary>Names a column that is going to be asked for.</summary>
    /// <returns>Its number, for <see cref="Text"/>.</returns>
    /// <exception cref="ImportException">The file has no such column.</exception>
    int Bind(string column);

    /// <summary>Whether a name is one of the file's columns.</summary>
    bool Has(string column);

    /// <summary>False at the end of the file.</summary>
    /// <exception cref="ImportException">The file cannot be read on.</exception>
    bool Read();

    /// <summary>A cell as text; empty when it is absent.</summary>
    string Text(int column);

    /// <summary>The same in UTF-8; good until the next row.</summary>
    ReadOnlySpan<byte> TextUtf8(int column) => System.Text.Encoding.UTF8.GetBytes(Text(column));
}
