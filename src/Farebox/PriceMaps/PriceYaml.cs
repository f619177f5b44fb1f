using System.Text;
using System.Text.Json;
using Farebox.Money;

namespace Farebox.PriceMaps;

/// <summary>The same as one file of prices as code, which stands by itself. Names are quoted, so that none of them is read as anything else.</summary>
internal static class PriceYaml
{
    public static string Of(PriceBook book)
    {
        var text = new StringBuilder();
        text.Append("assets:\n");
        foreach (var asset in book.Cards.Select(card => card.Asset).Distinct()) text.Append(Invariant($"  {asset}:\n"));
        text.Append(Invariant($"meters:\n  {book.Options.Meter}:\n    event_type: {book.Options.EventType}\n    usage_format: auto\n    components:\n"));
        foreach (var name in book.Classes) text.Append(Invariant($"      {name}: {name}\n"));
        text.Append("    dimensions: [model]\n");
        foreach (var kind in new[] { "cost", "rate" }) AppendCards(text, kind, book);
        return text.ToString();
    }

    private static void AppendCards(StringBuilder text, string kind, PriceBook book)
    {
        var versions = book.Cards.Where(card => card.Kind == kind).ToArray();
        if (versions.Length == 0) return;

        text.Append(Invariant($"{kind}_cards:\n  {versions[0].Id}:\n    asset: {versions[0].Asset}\n    versions:\n"));
        foreach (var card in versions)
        {
            text.Append(Invariant($"      {card.Version}:\n        effective_from: {PriceJson.Instant(card.EffectiveFrom)}\n        rows:\n"));
            foreach (var row in card.Rows)
                text.Append(Invariant($"          - {{meter: {book.Options.Meter}, class: {row.Class}, dimensions: {{model: {Quoted(row.Model)}}}, unit_price: {DecimalText.Format(row.UnitPrice)}, per: {row.Per}}}\n"));
        }
    }

    // A JSON string is a YAML string.
    private static string Quoted(string text) => JsonSerializer.Serialize(text, Relaxed);

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
