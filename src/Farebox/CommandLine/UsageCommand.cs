using Farebox.Metering.Payloads;
using Farebox.Money;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox usage</c>: what vendors' usage objects in a file come to, and whether they add up. Needs no server and no database.</summary>
internal static class UsageCommand
{
    private const int DoesNotAddUp = 1;
    private const string StandardInput = "-";
    private const string Form = "farebox usage FILE|- [--format openai.chat|anthropic|…]";

    /// <returns>0 when every payload could be read and adds up.</returns>
    public static async Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop)
    {
        if (arguments is not [var file, .. var rest] || file.StartsWith("--", StringComparison.Ordinal)) throw new CommandException(Form);
        var name = new Options(rest, "--format")["--format"] ?? UsageFormats.Auto;
        if (!UsageFormats.TryParse(name, out var format))
            throw new CommandException($"--format is {UsageFormats.Auto} or one of {string.Join(", ", UsageFormats.Names)}.");

        var text = await ReadFileAsync(file == StandardInput ? "/dev/stdin" : file, stop);
        var parses = PayloadText.Read(text).Select(payload => UsageNormalizer.Read(payload, format)).ToArray();
        var readings = parses.Where(parse => parse.IsValid).Select(parse => parse.Reading!).ToArray();
        if (readings.Length > 0) Show(console, readings);

        foreach (var (index, parse) in parses.Index().Where(parse => !parse.Item.IsValid))
            console.MarkupLine($"[red]Payload {index + 1} cannot be read:[/] {Markup.Escape(parse.Detail!)}");
        return readings.Length == parses.Length && readings.All(reading => reading.IsConsistent) ? 0 : DoesNotAddUp;
    }

    private static async Task<string> ReadFileAsync(string file, CancellationToken stop) =>
        File.Exists(file) ? await File.ReadAllTextAsync(file, stop) : throw new CommandException($"There is no file {file}.");

    private static void Show(IAnsiConsole console, UsageReading[] readings)
    {
        var formats = string.Join(", ", readings.Select(reading => UsageFormats.NameOf(reading.Format)).Distinct());
        console.MarkupLine($"{readings.Length} payload(s) in the format {formats}");

        var table = new Table().Border(TableBorder.Rounded).AddColumn("class").AddColumn(new TableColumn("quantity").RightAligned());
        for (var i = 0; i < UsageClasses.Count; i++)
        {
            var sum = readings.Sum(reading => reading.Quantities[i]);
            if (sum != 0m) table.AddRow(UsageClasses.Names[i], DecimalText.Format(sum));
        }

        table.AddEmptyRow();
        table.AddRow("[bold]tokens[/]", $"[bold]{DecimalText.Format(readings.Sum(reading => reading.TotalTokens))}[/]");
        console.Write(table);

        foreach (var (index, reading) in readings.Index().Where(reading => !reading.Item.IsConsistent))
            console.MarkupLine($"[red]Payload {index + 1} does not add up:[/] {Markup.Escape(reading.Inconsistencies)}");
        foreach (var fields in readings.SelectMany(reading => reading.Unmapped).GroupBy(field => (field.Path, field.IsKnown)))
            console.MarkupLine($"[grey]in no class{(fields.Key.IsKnown ? "" : ", and unknown")}: {Markup.Escape(fields.Key.Path)} ({fields.Count()})[/]");
    }
}
