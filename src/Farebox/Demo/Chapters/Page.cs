using Spectre.Console;

namespace Farebox.Demo.Chapters;

/// <summary>The look that all chapters share: a heading, narrow tables, numbers to the right.</summary>
internal static class Page
{
    public static void Heading(IAnsiConsole console, string title)
    {
        console.WriteLine();
        console.Write(new Rule($"[bold]{Markup.Escape(title)}[/]").LeftJustified());
    }

    /// <summary>A column whose name begins with <c>&gt;</c> holds numbers.</summary>
    public static Table TableOf(params ReadOnlySpan<string> columns)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns)
        {
            table.AddColumn(column.StartsWith('>')
                ? new TableColumn($"[bold]{column[1..]}[/]").RightAligned().NoWrap().Padding(0, 0, 2, 0)
                : new TableColumn($"[bold]{column}[/]").NoWrap().Padding(0, 0, 2, 0));
        }

        return table;
    }

    /// <summary>A line to be copied: as long as it is, and never broken.</summary>
    public static void Verbatim(IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);

    /// <summary>A bar of whole characters, as long as the share is large; never empty for something.</summary>
    public static string Bar(decimal part, decimal whole, int width)
    {
        if (part <= 0 || whole <= 0) return "";
        return new string('█', Math.Max(1, (int)decimal.Round(part / whole * width, 0, MidpointRounding.AwayFromZero)));
    }
}
