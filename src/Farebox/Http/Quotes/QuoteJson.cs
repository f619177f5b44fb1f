using System.Text.Json;
using Farebox.Charging;
using Farebox.Http.Json;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Http.Quotes;

/// <summary>Writes a quote: the sum, then each item with the steps that its exact price is the sum of.</summary>
internal static class QuoteJson
{
    public static void Write(Utf8JsonWriter json, PricedQuote priced)
    {
        var quote = priced.Quote;
        json.WriteStartObject();
        if (priced.Token is not null) json.WriteString("quote", priced.Token);
        if (priced.Account is not null) json.WriteString("account", priced.Account);
        json.WriteString("at", Rfc3339.Format(quote.At));
        json.WriteString("valid_until", Rfc3339.Format(priced.ValidUntil));
        WriteCard(json, "rate_card", quote.RateCard, quote.RateVersion);
        WriteCard(json, "cost_card", quote.CostCard, quote.CostVersion);
        json.WriteBoolean("complete", quote.IsComplete);
        if (quote.RateVersion is { Asset: var asset })
        {
            json.WriteString("asset", asset.Code);
            AmountJson.Write(json, "amount", quote.Units, asset);
        }

        if (quote.CostVersion is { Asset: var costAsset } && quote.UpstreamCost is { } cost)
        {
            AmountJson.Write(json, "upstream_cost", cost, costAsset);
            json.WriteString("cost_asset", costAsset.Code);
        }

        json.WriteStartArray("items");
        foreach (var item in quote.Items) WriteItem(json, item);
        json.WriteEndArray();
        if (priced.Next.Count > 0) WriteNext(json, priced.Next);
        json.WriteEndObject();
    }

    private static void WriteNext(Utf8JsonWriter json, IEnumerable<Quote> quotes)
    {
        json.WriteStartArray("next");
        foreach (var quote in quotes)
        {
            json.WriteStartObject();
            WriteCard(json, "rate_card", quote.RateCard, quote.RateVersion);
            json.WriteBoolean("complete", quote.IsComplete);
            if (quote.RateVersion is { Asset: var asset })
            {
                json.WriteString("asset", asset.Code);
                AmountJson.Write(json, "amount", quote.Units, asset);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCard(Utf8JsonWriter json, string name, string card, CardVersion? version)
    {
        json.WriteStartObject(name);
        json.WriteString("id", card);
        if (version is not null) json.WriteNumber("version", version.Number);
        json.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter json, QuotedItem item)
    {
        json.WriteStartObject();
        json.WriteString("meter", item.Meter);
        json.WriteString("status", StatusOf(item));
        if (item.Charge is { } charge)
        {
            WriteDimensions(json, item);
            if (charge.Asset is { } asset)
            {
                json.WriteString("asset", asset.Code);
                json.WriteString("exact", DecimalText.Format(item.Exact));
                AmountJson.Write(json, "amount", charge.Units, asset);
            }

            json.WriteString("quantity", DecimalText.Format(charge.Quantity));
            if (charge.UpstreamCost is { } cost)
            {
                AmountJson.Write(json, "upstream_cost", cost.Units, cost.Asset);
                json.WriteString("cost_asset", cost.Asset.Code);
            }

            StepsJson.Write(json, item.Steps);
        }
        else
        {
            json.WriteString("code", item.Code);
            json.WriteString("detail", item.Detail);
        }

        json.WriteEndObject();
    }

    /// <summary>The word for an item: <c>priced</c>, <c>counted</c> by a meter that debits nothing, or <c>unrated</c>.</summary>
    public static string StatusOf(QuotedItem item) => item.Charge switch { null => "unrated", { Asset: null } => "counted", _ => "priced" };

    private static void WriteDimensions(Utf8JsonWriter json, QuotedItem item)
    {
        json.WriteStartObject("dimensions");
        foreach (var (name, value) in item.Dimensions) json.WriteString(name, value);
        json.WriteEndObject();
    }
}
