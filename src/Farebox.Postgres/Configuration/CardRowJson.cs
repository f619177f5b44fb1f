using System.Text.Json;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Rating.Conventions;
using Farebox.Rating.Terms;
using Farebox.Time;

namespace Farebox.Postgres.Configuration;

/// <summary>A row of a card as it is stored and answered: what it is a price of, and a unit price or the keys of a charge model.</summary>
public static class CardRowJson
{
    /// <summary>How a row says <c>resets</c>, by the number of the value.</summary>
    public static IReadOnlyList<string> Resets { get; } = ["month", "day", "year", "never"];

    /// <summary>How a row says <c>debit_rounding</c>, by the number of the value.</summary>
    public static IReadOnlyList<string> Roundings { get; } = ["event", "cumulative"];

    /// <summary>The keys of a row that are not a charge model's.</summary>
    private static readonly string[] OwnKeys = ["meter", "class", "dimensions", "resets", "debit_rounding"];

    internal static CardRowTerms Read(JsonElement row)
    {
        var isModel = row.TryGetProperty("model", out _);
        var (price, per) = isModel ? (0m, 1L) : (ConfigJson.Decimal(row, "unit_price"), row.GetProperty("per").GetInt64());
        return new(ConfigJson.Text(row, "meter"), ConfigJson.Text(row, "class"), FactorJson.ReadWhere(row), price, per)
        {
            Charge = isModel ? ReadCharge(row) : null,
            Resets = row.TryGetProperty("resets", out var resets) ? (CounterReset)IndexOf(Resets, resets) : CounterReset.Month,
            DebitRounding = row.TryGetProperty("debit_rounding", out var rounding) ? (DebitRounding)IndexOf(Roundings, rounding) : DebitRounding.Event,
        };
    }

    /// <summary>What is as usual is left out, so that rows of unit prices are what they always were.</summary>
    internal static void Write(Utf8JsonWriter json, CardRowTerms row)
    {
        json.WriteStartObject();
        json.WriteString("meter", row.Meter);
        json.WriteString("class", row.Class);
        FactorJson.WriteWhere(json, row.Where);
        if (row.Charge is { } charge)
        {
            ChargeJson.WriteMembers(json, ChargeWriter.Write(charge));
        }
        else
        {
            json.WriteString("unit_price", DecimalText.Format(row.UnitPrice));
            json.WriteNumber("per", row.Per);
        }

        if (row.Resets != CounterReset.Month) json.WriteString("resets", Resets[(int)row.Resets]);
        if (row.DebitRounding != DebitRounding.Event) json.WriteString("debit_rounding", Roundings[(int)row.DebitRounding]);
        json.WriteEndObject();
    }

    private static ChargeModel ReadCharge(JsonElement row)
    {
        var faults = new List<TermsFault>();
        var terms = ChargeJson.ReadMembers(row.EnumerateObject().Where(member => !OwnKeys.Contains(member.Name, StringComparer.Ordinal)));
        return ChargeReader.Read(terms, ConventionPreset.Farebox, faults)
            ?? throw new InvalidOperationException($"The stored configuration has a charge model that cannot be read: {faults.FirstOrDefault()}.");
    }

    private static int IndexOf(IReadOnlyList<string> words, JsonElement word)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == word.GetString()) return i;
        }

        throw new InvalidOperationException($"The stored configuration has the unknown word '{word}'.");
    }
}
