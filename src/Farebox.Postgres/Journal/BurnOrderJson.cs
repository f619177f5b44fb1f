using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;

namespace Farebox.Postgres.Journal;

/// <summary>A burn order as JSON, with every key of it, for its entry and for checkpoints.</summary>
internal static class BurnOrderJson
{
    /// <summary>Writes the members of an object that the caller has begun.</summary>
    public static void Write(Utf8JsonWriter json, BurnOrderSet set)
    {
        json.WriteString("asset"u8, set.Asset.Code);
        json.WriteString("name"u8, set.Order.Name);
        json.WriteStartArray("keys"u8);
        foreach (var key in set.Order.Keys)
        {
            json.WriteStartArray();
            json.WriteStringValue(key.Word);
            json.WriteBooleanValue(key.IsDescending);
            foreach (var source in key.Sources) json.WriteStringValue(source.Name());
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, BurnOrderSet)"/> wrote.</summary>
    public static BurnOrderSet Read(JsonElement json, Catalog catalog) => new(
        catalog.AssetOf(json.GetProperty("asset").GetString()!),
        new(json.GetProperty("name").GetString()!, [.. json.GetProperty("keys").EnumerateArray().Select(KeyOf)]));

    /// <summary>The orders of a book that are not the default one.</summary>
    public static void Write(Utf8JsonWriter json, Book book)
    {
        var set = book.Wallets.Values.Where(wallet => !ReferenceEquals(wallet.Order, BurnOrder.Default)).OrderBy(wallet => wallet.Asset.Code, StringComparer.Ordinal).ToArray();
        if (set.Length == 0) return;

        json.WriteStartArray("burn_orders"u8);
        foreach (var wallet in set)
        {
            json.WriteStartObject();
            Write(json, new BurnOrderSet(wallet.Asset, wallet.Order));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Read(Book.Restore restore, JsonElement json, Catalog catalog)
    {
        if (!json.TryGetProperty("burn_orders", out var orders)) return;
        foreach (var order in orders.EnumerateArray().Select(order => Read(order, catalog))) restore.Order(order.Asset, order.Order);
    }

    private static BurnKey KeyOf(JsonElement json)
    {
        if (!BurnKey.TryParse(json[0].GetString()!, out var by)) throw new FormatException($"The journal burns by '{json[0]}', which is no key.");
        return new(by, json[1].GetBoolean())
        {
            Sources = [.. json.EnumerateArray().Skip(2).Select(name => GrantSources.TryParse(name.GetString()!, out var source) ? source : throw new FormatException($"The journal names the source '{name}'."))],
        };
    }
}
