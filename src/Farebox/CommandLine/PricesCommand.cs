using System.Text;
using System.Text.Json;
using Farebox.Http.Configuration;
using Farebox.PriceMaps;
using Farebox.Rating;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox prices</c>: rate and cost cards out of a public map of model prices. Needs no server and no database.</summary>
internal static class PricesCommand
{
    private const string Form = "farebox prices FILE --effective-from 2026-07-01 [--from litellm|genai-prices] [--models gpt-5*,claude-*] [--provider openai]"
        + " [--markup 20%] [--asset credit --per-usd 100] [--meter tokens] [--event-type llm.answer] [--card default] [--version 1] [--accept zero,tiered] [--out DIR|-]";

    private const string Litellm = "litellm";
    private const string Genai = "genai-prices";
    private const string Output = "-";

    public static async Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop)
    {
        if (arguments is not [var file, .. var rest] || file.StartsWith('-')) throw new CommandException(Form);
        var options = new Options(rest, PricesOptions.Known);
        var book = PriceBook.Make(Read(await ReadFileAsync(file, stop), options["--from"]), PricesOptions.Read(options));
        Check(book);

        var report = new PriceReport(book);
        if (options["--out"] == Output)
        {
            await console.Profile.Out.Writer.WriteAsync(PriceYaml.Of(book).AsMemory(), stop);
            await using var errors = new StreamWriter("/dev/stderr");
            PricesTable.Show(AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(errors) }), book, report);
            return 0;
        }

        if (options["--out"] is { } folder) await WriteAsync(book, report, folder, stop);
        PricesTable.Show(console, book, report);
        return 0;
    }

    private static async Task<JsonElement> ReadFileAsync(string file, CancellationToken stop)
    {
        if (!File.Exists(file)) throw new CommandException($"There is no file {file}.");
        try
        {
            return JsonElement.Parse(await File.ReadAllBytesAsync(file, stop));
        }
        catch (JsonException fault)
        {
            throw new CommandException($"{file} is not JSON: line {fault.LineNumber + 1}.");
        }
    }

    private static IEnumerable<MapModel> Read(JsonElement root, string? from) => from switch
    {
        null or Litellm when LitellmMap.IsOf(root) => LitellmMap.Read(root),
        null or Genai when GenaiMap.IsOf(root) => GenaiMap.Read(root),
        null or Litellm or Genai => throw new CommandException($"The file does not have the form of {from ?? $"{Litellm} or {Genai}"}."),
        _ => throw new CommandException($"--from is {Litellm} or {Genai}."),
    };

    private static void Check(PriceBook book)
    {
        if (book.Models.Count == 0) throw new CommandException("No model of the file fits --models and --provider.");
        foreach (var card in book.Cards)
        {
            if (card.Rows.Count > CardVersion.RowsMax || Encoding.UTF8.GetByteCount(PriceJson.Of(card, book.Options.Meter)) > CardBody.BytesMax)
                throw new CommandException($"The {card.Kind} card would have {card.Rows.Count} rows, which is more than one card takes. Choose with --models or --provider.");
        }
    }

    private static async Task WriteAsync(PriceBook book, PriceReport report, string folder, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        await WriteAsync("meter.json", PriceJson.Meter(book));
        foreach (var card in book.Cards) await WriteAsync($"{card.Kind}-card-{card.Version}.json", PriceJson.Of(card, book.Options.Meter));
        await WriteAsync("prices.yaml", PriceYaml.Of(book));
        await WriteAsync("report.json", report.ToJson());

        Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder, name), text, stop);
    }
}
