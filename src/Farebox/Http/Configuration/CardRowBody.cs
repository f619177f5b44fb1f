using Farebox.Http.Edge;
using Farebox.Postgres.Configuration;
using Farebox.Rating;
using Farebox.Rating.Conventions;
using Farebox.Rating.Terms;
using Farebox.Time;

namespace Farebox.Http.Configuration;

/// <summary>Reads a row of a card: a unit price, or with <c>model</c> any charge model in its own keys.</summary>
internal static class CardRowBody
{
    public static CardRowTerms Read(BodyReader row)
    {
        var meter = row.RequiredString("meter", Rules.Id);
        var name = row.RequiredString("class", Rules.Id);
        var where = CardFactorBody.ReadWhere(row);
        var resets = (CounterReset)IndexOf(CardRowJson.Resets, row.OptionalWord("resets", CardRowJson.Resets));
        var rounding = (DebitRounding)IndexOf(CardRowJson.Roundings, row.OptionalWord("debit_rounding", CardRowJson.Roundings));
        var charge = row.Has("model") ? ReadModel(row) : null;
        var (price, per) = row.Has("model") ? (0m, 1) : ReadUnitPrice(row);
        return new(meter, name, where, price, per) { Charge = charge, Resets = resets, DebitRounding = rounding };
    }

    private static (decimal Price, int Per) ReadUnitPrice(BodyReader row)
    {
        var price = row.RequiredDecimal("unit_price");
        var per = row.OptionalInteger("per", 1, (int)UnitPrice.PerMax) ?? 1;
        if (price < 0m) row.Fault("unit_price", ProblemCodes.PriceNegative, "A price is zero or more.");
        else if (!UnitPrice.TryCreate(price, per, out _))
            row.Fault("unit_price", ProblemCodes.TooManyDecimals, "A price divided by per, a power of ten, has at most 9 digits before the point and 12 after it.");
        return (price, per);
    }

    private static ChargeModel? ReadModel(BodyReader row)
    {
        var faults = new List<TermsFault>();
        var charge = ChargeReader.Read(ChargeJson.ReadMembers(row.Rest()), ConventionPreset.Farebox, faults);
        foreach (var fault in faults) row.FaultInside(fault.Path, ProblemCodes.ChargeInvalid, fault.Message);
        return charge;
    }

    private static int IndexOf(IReadOnlyList<string> words, string? word)
    {
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i] == word) return i;
        }

        return 0;
    }
}
