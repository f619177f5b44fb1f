using System.Text.Json;

namespace Farebox.PriceMaps;

/// <summary>What became of every field, counted and listed.</summary>
internal sealed class PriceReport
{
    private readonly PriceBook _book;

    public PriceReport(PriceBook book)
    {
        _book = book;
        Notes = [.. book.Models.SelectMany(NotesOn)];
    }

    public int Fields => _book.Models.Sum(model => model.Fields.Count());

    public int Count(FieldFate fate) => Of(fate).Count();

    /// <summary>What is unmapped or doubtful, by code, most frequent first.</summary>
    public IEnumerable<IGrouping<string, (MapModel Model, MapField Field)>> ByCode(FieldFate fate) =>
        Of(fate).GroupBy(entry => entry.Field.Code!).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal);

    /// <summary>What is odd about a model and no single field's fault.</summary>
    public IReadOnlyList<(MapModel Model, string Code, string Detail)> Notes { get; }

    public string ToJson() => PriceJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("models", _book.Models.Count);
        json.WriteNumber("fields", Fields);
        json.WriteNumber("mapped", Count(FieldFate.Mapped));
        json.WriteNumber("doubtful", Count(FieldFate.Doubtful));
        json.WriteNumber("unmapped", Count(FieldFate.Unmapped));
        json.WriteNumber("descriptions", Count(FieldFate.Description));
        json.WriteNumber("reasoning_rows_at_the_price_of_output", _book.ReasoningRows);
        WriteFields(json, "doubtful_fields", FieldFate.Doubtful);
        WriteFields(json, "unmapped_fields", FieldFate.Unmapped);
        json.WriteStartArray("notes");
        foreach (var (model, code, detail) in Notes) WriteEntry(json, model, code, detail, field: null);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private IEnumerable<(MapModel Model, MapField Field)> Of(FieldFate fate) =>
        from model in _book.Models
        from field in model.Fields
        where field.Fate == fate
        select (model, field);

    private IEnumerable<(MapModel Model, string Code, string Detail)> NotesOn(MapModel model)
    {
        if (model.DeprecatedOn is { } day && day <= _book.Options.EffectiveFrom) yield return (model, "deprecated", $"It is given up by its vendor since {day:yyyy-MM-dd}.");
        if (model.Aliases.Count > 0) yield return (model, "aliases", $"Rows for its other names, unless they are another model's: {string.Join(", ", model.Aliases)}.");
        foreach (var code in model.Fields.Select(field => field.Accepted).OfType<string>().Distinct())
            yield return (model, $"accepted_{code}", "Rows are made of it although it is doubtful, as --accept says.");
        if (model.Id.Split('/') is [var prefix, _, ..] && prefix.Length > 0 && IsProvider(prefix) && prefix != model.Provider)
            yield return (model, "provider_mismatch", $"Its name begins with {prefix}, its provider is {model.Provider}.");
        if (!model.IsChat) yield break;

        foreach (var offer in model.Offers.Where(offer => offer.Fields.Any(field => field.Class is not null)))
        {
            var hasInput = offer.Fields.Any(field => field.Class == "input");
            if (hasInput != offer.Fields.Any(field => field.Class == "output"))
                yield return (model, "missing_price", $"It has a price for {(hasInput ? "input and none for output" : "output and none for input")}; that use will be unrated.");
        }
    }

    private bool IsProvider(string prefix) => _book.Models.Any(model => model.Provider == prefix);

    private void WriteFields(Utf8JsonWriter json, string name, FieldFate fate)
    {
        json.WriteStartArray(name);
        foreach (var (model, field) in Of(fate)) WriteEntry(json, model, field.Code!, field.Detail!, field);
        json.WriteEndArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, MapModel model, string code, string detail, MapField? field)
    {
        json.WriteStartObject();
        json.WriteString("provider", model.Provider);
        json.WriteString("model", model.Id);
        if (field is not null)
        {
            json.WriteString("field", field.Path);
            json.WritePropertyName("value");
            json.WriteRawValue(field.Raw);
        }

        json.WriteString("code", code);
        json.WriteString("detail", detail);
        json.WriteEndObject();
    }
}
