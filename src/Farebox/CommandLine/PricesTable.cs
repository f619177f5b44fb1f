using Farebox.PriceMaps;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>Shows what was made of a price map, and what was not and why.</summary>
internal static class PricesTable
{
    private const int Examples = 3;
    private const int ValueLengthMax = 40;
    private const int PipedWidth = 400;

    public static void Show(IAnsiConsole console, PriceBook book, PriceReport report)
    {
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = PipedWidth;
        console.MarkupLine($"{book.Models.Count} models, {report.Fields} fields: {report.Count(FieldFate.Mapped)} mapped, {report.Count(FieldFate.Doubtful)} doubtful, "
            + $"{report.Count(FieldFate.Unmapped)} unmapped, {report.Count(FieldFate.Description)} that are no price");
        foreach (var card in book.Cards)
            console.MarkupLine($"{card.Kind} card {Markup.Escape(card.Id)} version {card.Version} from {card.EffectiveFrom:yyyy-MM-dd} in {card.Asset}: {card.Rows.Count} rows");
        if (book.ReasoningRows > 0) console.MarkupLine($"[grey]{book.ReasoningRows} rows price reasoning as output, where the file has no other price for it.[/]");

        ShowFate(console, report, FieldFate.Doubtful, "doubtful, and without a row until --accept or a corrected file");
        ShowFate(console, report, FieldFate.Unmapped, "unmapped: prices that no row can say");
        foreach (var notes in report.Notes.GroupBy(note => note.Code))
            console.MarkupLine($"[grey]note {notes.Key}: {notes.Count()} models, for example {Markup.Escape(notes.First().Model.Id)}. {Markup.Escape(notes.First().Detail)}[/]");
    }

    private static void ShowFate(IAnsiConsole console, PriceReport report, FieldFate fate, string title)
    {
        if (report.Count(fate) == 0) return;

        var table = new Table().Border(TableBorder.Rounded).Title(title).AddColumns("why", "fields", "models", "for example");
        foreach (var entries in report.ByCode(fate))
        {
            var examples = entries.DistinctBy(entry => entry.Model.Id).Take(Examples).Select(entry => $"{entry.Model.Id} {entry.Field.Path} {Short(entry.Field.Raw)}");
            table.AddRow(entries.Key, $"{entries.Count()}", $"{entries.Select(entry => (entry.Model.Provider, entry.Model.Id)).Distinct().Count()}",
                Markup.Escape(string.Join("; ", examples)));
        }

        console.Write(table);
    }

    private static string Short(string raw)
    {
        var line = string.Join(' ', raw.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= ValueLengthMax ? line : $"{line[..(ValueLengthMax - 1)]}…";
    }
}
