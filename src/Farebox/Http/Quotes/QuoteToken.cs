using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Farebox.Charging;
using Farebox.Metering;
using Farebox.Money;

namespace Farebox.Http.Quotes;

/// <summary>A quote written into its own name, so that it is kept by whoever asked for it and any server can make a hold of it.</summary>
/// <remarks>
/// What was measured and which card versions priced it: no amount, which is worked out again from versions that never change. It is no secret
/// and gives no right that its bearer's key has not; the tag only tells a quote of ours from anything else.
/// </remarks>
internal static class QuoteToken
{
    public const int LengthMax = 1 << 16;

    private const string Prefix = "quote_";
    private const int TagBytes = 8;

    /// <param name="terms">What was quoted.</param>
    /// <param name="tenantId">Whose quote it is.</param>
    /// <param name="account">The account it was made for; without one, every account's.</param>
    public static string Write(QuoteTerms terms, int tenantId, string? account)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer)) Write(json, terms, account);
        var tag = TagOf(buffer.WrittenSpan, tenantId);
        return Prefix + Base64Url.EncodeToString([.. tag, .. buffer.WrittenSpan]);
    }

    /// <summary>The terms of a quote that this account may hold; nothing when the text is none.</summary>
    public static QuoteTerms? Read(string token, int tenantId, string account)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal) || !Base64Url.IsValid(token.AsSpan(Prefix.Length))) return null;

        var bytes = Base64Url.DecodeFromChars(token.AsSpan(Prefix.Length));
        if (bytes.Length <= TagBytes || !bytes.AsSpan(0, TagBytes).SequenceEqual(TagOf(bytes.AsSpan(TagBytes), tenantId))) return null;
        try
        {
            using var document = JsonDocument.Parse(bytes.AsMemory(TagBytes));
            return Read(document.RootElement, account);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            // The tag can be worked out by anybody who cares to.
            return null;
        }
    }

    private static void Write(Utf8JsonWriter json, QuoteTerms terms, string? account)
    {
        json.WriteStartArray();
        json.WriteStringValue(account);
        json.WriteStringValue(terms.RateCard);
        json.WriteNumberValue(terms.RateVersion);
        json.WriteStringValue(terms.CostCard);
        json.WriteNumberValue(terms.CostVersion);
        json.WriteNumberValue(terms.At.UtcTicks);
        json.WriteNumberValue(terms.ValidUntil.UtcTicks);
        foreach (var item in terms.Items)
        {
            json.WriteStartArray();
            json.WriteStringValue(item.Meter);
            foreach (var quantity in item.Quantities) json.WriteStringValue(quantity is { } number ? DecimalText.Format(number) : null);
            foreach (var dimension in item.Dimensions) json.WriteStringValue(dimension);
            json.WriteNumberValue(item.Quantities.Count);
            json.WriteEndArray();
        }

        if (terms.Counters.Count > 0) QuotedCounters.Write(json, terms.Counters);
        json.WriteEndArray();
    }

    private static QuoteTerms? Read(JsonElement json, string account)
    {
        if (json[0].GetString() is { } owner && owner != account) return null;

        var items = json.EnumerateArray().Skip(7).Where(item => item.ValueKind == JsonValueKind.Array).Select(ReadItem).ToArray();
        if (items.Length is 0 or > Quote.ItemsMax) return null;
        return new(
            Text(json[1]), json[2].GetInt32(), Text(json[3]), json[4].GetInt32(), Instant(json[5]), Instant(json[6]), items)
        {
            Counters = QuotedCounters.Read(json[json.GetArrayLength() - 1]),
        };
    }

    private static QuotedQuantities ReadItem(JsonElement item)
    {
        var (last, count) = (item.GetArrayLength() - 1, item[item.GetArrayLength() - 1].GetInt32());
        var quantities = item.EnumerateArray().Skip(1).Take(count).Select(ReadQuantity).ToArray();
        return new(Text(item[0]), quantities, [.. item.EnumerateArray().Take(last).Skip(1 + count).Select(Text)]);
    }

    private static string Text(JsonElement text) => text.GetString() ?? throw new FormatException("A text is missing.");

    private static decimal? ReadQuantity(JsonElement text)
    {
        if (text.ValueKind == JsonValueKind.Null) return null;
        return DecimalText.Parse(text.GetString(), Meter.QuantityPlacesMax, out var quantity) == AmountError.None ? quantity : throw new FormatException("That is no quantity.");
    }

    private static DateTimeOffset Instant(JsonElement ticks) => new(ticks.GetInt64(), TimeSpan.Zero);

    private static byte[] TagOf(ReadOnlySpan<byte> content, int tenantId) =>
        SHA256.HashData([.. Encoding.ASCII.GetBytes($"quote {tenantId} "), .. content])[..TagBytes];
}
