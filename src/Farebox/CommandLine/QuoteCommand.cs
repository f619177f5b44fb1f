using System.Buffers;
using System.Text;
using System.Text.Json;
using Farebox.Http.Edge;
using Farebox.Http.Quotes;
using Farebox.Postgres.Configuration;
using Npgsql;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox quote</c>: what data would cost, straight from the database, with or without a running server.</summary>
internal static class QuoteCommand
{
    private const int Incomplete = 1;

    private static readonly string[] Known = ["--account", "--rate-card", "--cost-card", "--at"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop)
    {
        var asJson = arguments.Contains("--json");
        if (arguments.Where(argument => argument != "--json").ToArray() is not [var meter, var data, .. var rest] || meter.StartsWith('-'))
            throw new CommandException($"farebox quote METER DATA {string.Join(' ', Known.Select(option => $"[{option} …]"))} [--json], where DATA is the event's data as JSON.");

        var question = Read(meter, data, new Options(rest, Known));
        var settings = Settings.Read();
        await using var database = await Database.OpenAsync(settings, static _ => { }, stop);
        return await RunAsync(console, database.AppConnectionString, settings.IsSandbox, question, asJson, stop);
    }

    /// <summary>The same on a database that is there already.</summary>
    public static async Task<int> RunAsync(
        IAnsiConsole console, string connectionString, bool isSandbox, QuoteQuestion question, bool asJson, CancellationToken stop)
    {
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        var store = new ConfigStore(dataSource);
        var tenant = await new TenantStore(dataSource).EnsureDefaultAsync(isSandbox, stop);
        await using var journal = TenantJournal.Start(connectionString, tenant.Id, store);

        var desk = new QuoteDesk(new(journal.TrySubmit, Patience), new(store), new(dataSource));
        var (quote, refusal) = await desk.PriceAsync(tenant.Id, question, stop);
        if (quote is null) throw new CommandException($"{refusal!.Detail} ({refusal.Code.Code})");

        if (asJson) console.Profile.Out.Writer.WriteLine(Json(quote));
        else QuoteTable.Show(console, quote);
        return quote.Quote.IsComplete ? 0 : Incomplete;
    }

    /// <summary>The question is read by the reader of the API, so that both refuse the same.</summary>
    public static QuoteQuestion Read(string meter, string data, Options options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var option in Known)
            {
                if (options[option] is { } value) json.WriteString(option[2..].Replace('-', '_'), option == "--at" && value.Length == 10 ? $"{value}T00:00:00Z" : value);
            }

            json.WriteStartArray("items");
            json.WriteStartObject();
            json.WriteString("meter", meter);
            json.WritePropertyName("data");
            json.WriteRawValue(data.Length == 0 ? "null" : data, skipInputValidation: true);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        var body = BodyReader.Of(buffer.WrittenSpan, "items");
        var question = QuoteBody.Read(body);
        return body.Done() is { } refusal ? throw new CommandException($"{refusal.Detail} ({refusal.Code.Code})") : question;
    }

    private static string Json(PricedQuote quote)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true })) QuoteJson.Write(json, quote);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
