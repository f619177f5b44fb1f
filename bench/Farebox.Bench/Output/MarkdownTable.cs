using System.Globalization;
using System.Text;

namespace Farebox.Bench.Output;

/// <summary>A table that reads as text and renders as Markdown; the first column is aligned left, all others right.</summary>
public static class MarkdownTable
{
    public static string Of(string[] header, IEnumerable<string[]> rows)
    {
        var all = rows.Prepend(header).ToArray();
        var widths = Enumerable.Range(0, header.Length).Select(column => all.Max(row => row[column].Length)).ToArray();

        var text = new StringBuilder();
        Append(text, header, widths);
        Append(text, [.. widths.Select((width, column) => column == 0 ? new string('-', width) : new string('-', width - 1) + ":")], widths);
        foreach (var row in all.Skip(1)) Append(text, row, widths);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string[] row, int[] widths)
    {
        for (var column = 0; column < row.Length; column++)
        {
            var cell = column == 0 ? row[column].PadRight(widths[column]) : row[column].PadLeft(widths[column]);
            text.Append(CultureInfo.InvariantCulture, $"| {cell} ");
        }

        text.Append("|\n");
    }
}
