using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Postgres.Journal;

/// <summary>Corrections.</summary>
internal static partial class EntryReader
{
    private static UsageCorrected ReadCorrected(JsonElement said, JsonElement? came, Catalog catalog)
    {
        var returns = said.TryGetProperty("returns", out var parts)
            ? parts.EnumerateArray().ToLookup(part => part[4].GetInt32(), part => new GivenBack(part[0].GetInt64(), part[1].GetString()!, part[2].GetString()!, part[3].GetInt64()))
            : null;
        return new()
        {
            What = Names.ParseCorrection(Text(said, "what")!), CorrectionId = Text(said, "correction")!, Source = Text(said, "source")!, Id = Text(said, "id")!,
            Type = Text(said, "type")!, Number = (int)Units(said, "number"), Corrects = Units(said, "corrects"),
            Taken = said.TryGetProperty("taken", out var taken) ? [.. taken.EnumerateArray().Select((back, i) => ReadTaken(back, returns is null ? [] : [.. returns[i]], catalog))] : [],
            Charges = said.TryGetProperty("charges", out var charges) ? [.. charges.EnumerateArray().Select(charge => ReadCharge(charge, catalog))] : [],
            Marks = ReadMarks(came),
        };
    }

    private static TakenBack ReadTaken(JsonElement taken, IReadOnlyList<GivenBack> returns, Catalog catalog) => new()
    {
        Meter = Text(taken, "meter")!, Model = Text(taken, "model") ?? "", Asset = Text(taken, "asset") is { } asset ? catalog.AssetOf(asset) : null,
        Units = taken.TryGetProperty("units", out var units) ? units.GetInt64() : 0,
        Quantity = taken.GetProperty("quantity").GetDecimal(),
        Cost = taken.TryGetProperty("cost", out var cost) ? Amount.FromUnits(catalog.AssetOf(cost[0].GetString()!), cost[1].GetInt64()) : null,
        Counters = CounterJson.ReadMoves(taken),
        Returns = returns,
        Shares = [.. taken.GetProperty("shares").EnumerateArray().Select(share => new TakenShare(share[0].GetString()!, share[1].GetDecimal(), share[2].GetInt64()))],
    };
}
