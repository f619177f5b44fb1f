using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Postgres.Journal;

/// <summary>Running counts as JSON: of a whole book for its checkpoint, and of one charge as its evidence tells them.</summary>
internal static class CounterJson
{
    /// <summary>Writes nothing for a book without counts, so that the checkpoints of such books are what they always were.</summary>
    public static void Write(Utf8JsonWriter json, Book book)
    {
        var counters = book.Counters.Where(counter => counter.Value != default)
            .Select(counter => (counter.Key, counter.Value, Period: counter.Key.Period.ToString()))
            .OrderBy(item => item.Key.Meter, StringComparer.Ordinal).ThenBy(item => item.Key.Class, StringComparer.Ordinal)
            .ThenBy(item => item.Key.Row, StringComparer.Ordinal).ThenBy(item => item.Key.Asset, StringComparer.Ordinal)
            .ThenBy(item => item.Key.IsCost).ThenBy(item => item.Period, StringComparer.Ordinal).ToArray();
        if (counters.Length == 0) return;

        json.WriteStartArray("counters"u8);
        foreach (var (key, counter, period) in counters)
        {
            json.WriteStartArray();
            foreach (var text in (ReadOnlySpan<string>)[key.Meter, key.Class, key.Row, key.Asset, key.IsCost ? "cost" : "rate", period]) json.WriteStringValue(text);
            json.WriteRawValue(DecimalText.Format(counter.Quantity));
            json.WriteNumberValue(counter.Events);
            if (counter.Rest != 0m || counter.Gross != 0m) json.WriteRawValue(DecimalText.Format(counter.Rest));
            if (counter.Gross != 0m) json.WriteRawValue(DecimalText.Format(counter.Gross));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes how a correction moves counts back; nothing when it moves none.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableArray<CounterMove> moves)
    {
        if (moves.IsEmpty) return;

        json.WriteStartArray("counters"u8);
        foreach (var (key, before, after) in moves)
        {
            json.WriteStartArray();
            foreach (var text in (ReadOnlySpan<string>)[key.Meter, key.Class, key.Row, key.Asset, key.IsCost ? "cost" : "rate", key.Period.ToString()]) json.WriteStringValue(text);
            foreach (var counter in (ReadOnlySpan<Counter>)[before, after])
            {
                json.WriteRawValue(DecimalText.Format(counter.Quantity));
                json.WriteNumberValue(counter.Events);
                json.WriteRawValue(DecimalText.Format(counter.Rest));
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads back how a correction moves counts.</summary>
    public static ImmutableArray<CounterMove> ReadMoves(JsonElement taken) => taken.TryGetProperty("counters", out var moves)
        ? [.. moves.EnumerateArray().Select(move => new CounterMove(KeyOf(move), CounterOf(move, 6), CounterOf(move, 9)))]
        : [];

    private static CounterKey KeyOf(JsonElement item) => new(
        item[0].GetString()!, item[1].GetString()!, item[2].GetString()!, item[3].GetString()!, item[4].GetString() == "cost", PeriodOf(item[5]));

    private static Counter CounterOf(JsonElement item, int first) => new(DecimalOf(item[first]), item[first + 1].GetInt64(), DecimalOf(item[first + 2]));

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, Book)"/> wrote into a checkpoint.</summary>
    public static void Read(Book.Restore restore, JsonElement checkpoint)
    {
        if (!checkpoint.TryGetProperty("counters", out var counters)) return;

        foreach (var item in counters.EnumerateArray())
        {
            restore.Counter(KeyOf(item), new(DecimalOf(item[6]), item[7].GetInt64(), ZeroOr(item, 8), ZeroOr(item, 9)));
        }
    }

    /// <summary>The counts that the evidence of a charge says it was priced from; nothing where every unit costs the same.</summary>
    public static CounterMove[] Of(string meter, string? asset, string? costAsset, JsonElement evidence)
    {
        List<CounterMove>? moves = null;
        foreach (var line in evidence.GetProperty("lines").EnumerateArray())
        {
            if (IsCounted(line[2])) (moves ??= []).Add(Move(meter, asset!, isCost: false, line, line[2]));
            if (IsCounted(line[3])) (moves ??= []).Add(Move(meter, costAsset!, isCost: true, line, line[3]));
        }

        if (evidence.TryGetProperty("rest", out var rest))
        {
            var key = new CounterKey(meter, "", "", asset!, false, PeriodOf(rest[0]));
            (moves ??= []).Add(new(key, new(0m, 0, DecimalOf(rest[1])), new(0m, 0, DecimalOf(rest[2]))));
        }

        return moves is null ? [] : [.. moves];
    }

    private static bool IsCounted(JsonElement price) => price.ValueKind == JsonValueKind.Object && price.TryGetProperty("period", out _);

    private static CounterMove Move(string meter, string asset, bool isCost, JsonElement line, JsonElement price)
    {
        var row = price.TryGetProperty("row", out var named) ? named.GetString()! : "";
        var (gross, added) = price.TryGetProperty("gross", out var both) ? (DecimalOf(both[0]), DecimalOf(both[1])) : (0m, 0m);
        var before = new Counter(DecimalOf(price.GetProperty("before")), price.GetProperty("events").GetInt64(), 0m, gross);
        var after = new Counter(Exact.Add(before.Quantity, DecimalOf(price.TryGetProperty("counted", out var counted) ? counted : line[1])), before.Events + 1, 0m, added);
        return new(new(meter, line[0].GetString()!, row, asset, isCost, PeriodOf(price.GetProperty("period"))), before, after);
    }

    private static decimal ZeroOr(JsonElement item, int index) => item.GetArrayLength() > index ? DecimalOf(item[index]) : 0m;

    private static CountingPeriod PeriodOf(JsonElement text) =>
        CountingPeriod.TryParse(text.GetString(), out var period) ? period : throw new FormatException($"'{text}' is no period of a running count.");

    private static decimal DecimalOf(JsonElement number) =>
        decimal.Parse(number.GetRawText(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
