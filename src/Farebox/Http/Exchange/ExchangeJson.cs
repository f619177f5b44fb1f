using System.Text.Json;
using Farebox.Http.Accounts;
using Farebox.Http.Json;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Http.Exchange;

/// <summary>Writes exchanges: what is given, what is received, and what stays where it was because it would buy nothing more.</summary>
internal static class ExchangeJson
{
    public static void WritePriced(Utf8JsonWriter json, PricedExchange priced)
    {
        var (ask, result) = (priced.Ask, priced.Result);
        json.WriteStartObject();
        json.WriteString("at", Rfc3339.Format(priced.At));
        json.WriteStartObject("card");
        json.WriteString("id", ask.Card);
        json.WriteNumber("version", result.Version!.Number);
        json.WriteEndObject();
        WriteSide(json, "given", ask.From, result.Given);
        WriteSide(json, "received", result.Version.Asset, result.Received);
        AmountJson.Write(json, "residue", ask.Units - result.Given, ask.From);
        StepsJson.Write(json, priced.Steps);
        json.WriteEndObject();
    }

    public static void WriteMade(Utf8JsonWriter json, (string Account, Entry Entry) made)
    {
        var exchanged = (AssetExchanged)made.Entry.Body;
        json.WriteStartObject();
        json.WriteString("account", made.Account);
        WriteSide(json, "given", exchanged.From, exchanged.Units - exchanged.Residue);
        WriteSide(json, "received", exchanged.Terms.Asset, exchanged.Terms.Units);
        AmountJson.Write(json, "residue", exchanged.Residue, exchanged.From);
        json.WritePropertyName("grant");
        AccountJson.WriteGrant(json, (made.Account, exchanged.Terms));
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, string name, Asset asset, long units)
    {
        json.WriteStartObject(name);
        json.WriteString("asset", asset.Code);
        AmountJson.Write(json, "amount", units, asset);
        json.WriteEndObject();
    }
}
