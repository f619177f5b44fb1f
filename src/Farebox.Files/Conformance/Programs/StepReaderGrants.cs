using Farebox.Charging;
using Farebox.Files.Yaml;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Files.Conformance.Programs;

/// <summary>Steps that move credit which has been granted, or take it away.</summary>
internal sealed partial class StepReader
{
    private EndSchedule End(YamlMap map)
    {
        var leftover = map.Text("leftover") is { } word ? (ScheduleLeftover)ScheduleWords.Leftovers.Index().First(item => item.Item == word).Index : ScheduleLeftover.Keep;
        return new(ProgramSetup.Tenant, ProgramSetup.Account, Key, map.Required("schedule"), null, leftover);
    }

    private MoveUnits Move(YamlMap map)
    {
        var reason = MoveReasons.TryParse(map.Required("reason"), out var why) ? why : throw new InvalidOperationException("A reason was not checked.");
        var expiry = map.Text("expires_at") is { } text && Rfc3339.TryParse(text, out var instant) ? instant : (DateTimeOffset?)null;
        var isExtension = reason == MoveReason.Extension;
        if (!isExtension && expiry is not null) found.Error(map.Find("expires_at")!.Place, "only an extension has another expiry.");
        var asked = new UnitsMove(reason, OptionalAmount(map), map.Text("owner"), expiry, NeverExpires: isExtension && expiry is null);
        return new(ProgramSetup.Tenant, ProgramSetup.Account, map.Required("grant"), map.Required("id"), asked);
    }

    private RemoveUnits Remove(YamlMap map)
    {
        var removal = GrantRemovals.TryParse(map.Required("removal"), out var what) ? what : throw new InvalidOperationException("A removal was not checked.");
        return new(ProgramSetup.Tenant, ProgramSetup.Account, Key, map.Required("grant"), removal, OptionalAmount(map), null);
    }

    private SetTopUpRule TopUp(YamlMap map)
    {
        var asset = AssetOf(map);
        var price = (YamlMap)map.Find("price")!;
        var currency = ProgramAssets.Of(price.Required("asset"));
        if (currency.Kind != AssetKind.Currency) found.Error(price.Find("asset")!.Place, "a price is in a currency.");
        return new(ProgramSetup.Tenant, ProgramSetup.Account, Key, asset, new()
        {
            Asset = asset, Threshold = UnitsOf(map, "threshold", asset)!.Value, Units = UnitsOf(map, "amount", asset), Target = UnitsOf(map, "up_to", asset),
            Price = Amount.FromUnits(currency, UnitsOf(price, "amount", currency)!.Value), PriceOf = UnitsOf(price, "per", asset)!.Value,
            DiscountPercent = map.Find("discount_percent") is YamlScalar percent ? (int)percent.Number() : 0,
        });
    }

    private long? UnitsOf(YamlMap map, string key, Asset asset) => map.Find(key) is YamlScalar amount ? ProgramAssets.Units(amount, asset, found) : null;

    private static string? OptionalAmount(YamlMap map) => map.Find("amount") is null ? null : AmountText(map);
}
