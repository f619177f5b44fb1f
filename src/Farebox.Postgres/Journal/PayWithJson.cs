using System.Collections.Immutable;
using System.Text.Json;

namespace Farebox.Postgres.Journal;

/// <summary>The rate cards of an account as JSON: one stands by itself, and only several make a list beside it.</summary>
internal static class PayWithJson
{
    public static void Write(Utf8JsonWriter json, ImmutableArray<string> rateCards)
    {
        if (rateCards.Length == 1) return;

        json.WriteStartArray("pay_with"u8);
        foreach (var card in rateCards) json.WriteStringValue(card);
        json.WriteEndArray();
    }

    public static ImmutableArray<string> Read(JsonElement json) => json.TryGetProperty("pay_with", out var cards)
        ? [.. cards.EnumerateArray().Select(card => card.GetString()!)]
        : [json.GetProperty("rate_card").GetString()!];
}
