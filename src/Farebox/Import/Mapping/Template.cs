using System.Text;
using Farebox.Import.Rows;

namespace Farebox.Import.Mapping;

/// <summary>Text with places for cells: <c>{client}</c> is the column of that name, <c>{{</c> and <c>}}</c> are braces.</summary>
/// <remarks><c>{#row}</c> is the number of the row and <c>{#file}</c> the name of the file. Text without a place is the same for every row.</remarks>
internal sealed class Template
{
    private readonly List<Piece> _pieces = [];

    private Template(string text) => Source = text;

    /// <summary>As it was written.</summary>
    public string Source { get; }

    /// <summary>The text, when it is the same for every row.</summary>
    public string? Constant => _pieces switch
    {
        [] => "",
        [{ Column: null } only] => only.Text,
        _ => null,
    };

    /// <summary>The number of the column, when the text is that column and nothing else. Known once it is bound.</summary>
    public int? Column => _pieces is [{ Column: not null and not "#row" and not "#file" } only] ? only.Number : null;

    /// <summary>Whether no two rows of a file have the same text, because the number of the row is in it and nothing else varies.</summary>
    public bool IsUniqueByRow => _pieces.Count(piece => piece.Column == "#row") == 1 && _pieces.All(piece => piece.Column is null or "#row" or "#file");

    /// <exception cref="ImportException">A brace is not closed, or closes nothing.</exception>
    public static Template Parse(string text)
    {
        var template = new Template(text);
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var isDoubled = i + 1 < text.Length && text[i + 1] == text[i];
            if (text[i] is '{' or '}' && isDoubled) literal.Append(text[i++]);
            else if (text[i] == '{') i = template.AddColumn(text, i, literal);
            else if (text[i] == '}') throw new ImportException($"In \"{text}\" a brace closes nothing. Write }}}} for a brace.");
            else literal.Append(text[i]);
        }

        template.AddLiteral(literal);
        return template;
    }

    /// <summary>Finds the columns it names.</summary>
    /// <exception cref="ImportException">The file lacks one of them.</exception>
    public void Bind(IRows rows, string fileName)
    {
        foreach (var piece in _pieces)
        {
            if (piece.Column is "#file") piece.Text = fileName;
            else if (piece.Column is { } column and not "#row") piece.Number = rows.Bind(column);
        }
    }

    public string Of(IRows rows) => _pieces switch
    {
        [] => "",
        [var only] => TextOf(only, rows),
        _ => string.Concat(_pieces.Select(piece => TextOf(piece, rows))),
    };

    private static string TextOf(Piece piece, IRows rows) => piece switch
    {
        { Column: "#row" } => rows.Row.ToString(System.Globalization.CultureInfo.InvariantCulture),
        { Column: null or "#file" } => piece.Text,
        _ => rows.Text(piece.Number),
    };

    private int AddColumn(string text, int open, StringBuilder literal)
    {
        var close = text.IndexOf('}', open);
        if (close <= open + 1) throw new ImportException($"In \"{text}\" a brace is not closed around the name of a column. Write {{{{ for a brace.");

        AddLiteral(literal);
        var name = text[(open + 1)..close];
        if (name[0] == '#' && name is not ("#row" or "#file")) throw new ImportException($"\"{{{name}}}\" is not known here; there are {{#row}} and {{#file}}.");
        _pieces.Add(new() { Column = name });
        return close;
    }

    private void AddLiteral(StringBuilder literal)
    {
        if (literal.Length > 0) _pieces.Add(new() { Text = literal.ToString() });
        literal.Clear();
    }

    private sealed class Piece
    {
        public string? Column { get; init; }

        public string Text { get; set; } = "";

        public int Number { get; set; }
    }
}
