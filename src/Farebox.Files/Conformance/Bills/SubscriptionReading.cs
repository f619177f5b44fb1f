using System.Collections.Immutable;
using Farebox.Billing.Subscriptions;
using Farebox.Files.Yaml;
using Farebox.Rating;

namespace Farebox.Files.Conformance.Bills;

/// <summary>Reads a subscription and what happens to it, whose shape has been checked.</summary>
internal sealed class SubscriptionReading(Func<YamlNode, ChargeModel?> readCharge, Findings found)
{
    public SubscriptionQuestion? Read(YamlMap map, ProrationTerms proration, YamlMap inputs, NumberRounding rounding)
    {
        if (CycleReading.Cadence(map, found) is not { } cadence || Items(map, "items") is not { } items) return null;

        var subscription = new Subscription(cadence, CaseInputs.Time(map, "start"), items, proration);
        if (CycleReading.Time(map, "until") is { } until) subscription = subscription.With(new Canceled(until));
        var happened = new List<(DateTimeOffset At, bool IsBilled, SubscriptionChange Change)>();
        foreach (var step in inputs.Items("timeline").Cast<YamlMap>())
        {
            var timing = step.Text("timing") == "cycle_end" ? ChangeTiming.CycleEnd : ChangeTiming.Now;
            var at = CaseInputs.Time(step, "at");
            foreach (var change in Changes(step, subscription.EffectiveAt(at, timing), cadence))
            {
                happened.Add((at, !IsUnbilled(step), change));
                subscription = subscription.With(change);
            }
        }

        return new(new Subscription(cadence, CaseInputs.Time(map, "start"), items, proration), CycleReading.Time(map, "until"), [.. happened], [.. StatementTimes(inputs)], Discounts(inputs), rounding);
    }

    private static bool IsUnbilled(YamlMap step) => step.Text("statement") == "next";

    private static IEnumerable<DateTimeOffset> StatementTimes(YamlMap inputs) =>
        inputs.Items("statements_at").Cast<YamlScalar>().Select(time => Farebox.Time.Rfc3339.TryParse(time.Text, out var at) ? at : throw new InvalidOperationException("A time was not checked."));

    private static decimal Discounts(YamlMap inputs) => (inputs.Find("discount") as YamlScalar)?.Number() ?? 0m;

    private IEnumerable<SubscriptionChange> Changes(YamlMap step, DateTimeOffset at, Farebox.Time.Cadence cadence)
    {
        if (Items(step, "set") is { Length: > 0 } set) yield return new ItemsSet(at, set);
        if (Items(step, "replace") is { Length: > 0 } all) yield return new ItemsReplaced(at, all);
        foreach (var id in step.Items("remove").Cast<YamlScalar>()) yield return new ItemRemoved(at, id.Text);
        foreach (var (id, quantity) in step.Entries("quantities")) yield return new QuantitySet(at, id.Text, ((YamlScalar)quantity).Number());
        if (step.Text("restart") is { } every) yield return new CycleRestarted(at, cadence with { Span = CadenceShape.Read(every), Anchor = at }, step.Truth("forfeits", otherwise: false));
        switch (step.Text("service"))
        {
            case "pause": yield return new Paused(at); break;
            case "resume": yield return new Resumed(at); break;
            case "cancel": yield return new Canceled(at); break;
            default: break;
        }
    }

    private ImmutableArray<SubscriptionItem>? Items(YamlMap map, string key)
    {
        var items = ImmutableArray.CreateBuilder<SubscriptionItem>();
        foreach (var (id, node) in map.Entries(key))
        {
            if (Item(id.Text, node) is not { } item) return null;
            items.Add(item);
        }

        return items.ToImmutable();
    }

    private SubscriptionItem? Item(string id, YamlNode node)
    {
        if (node is YamlScalar amount) return new(id, new FlatCharge(amount.Number()));

        var map = (YamlMap)node;
        var price = map.Find("charge") is { } charge ? readCharge(charge)
            : map.Find("unit_price") is YamlScalar unit ? new PerUnitCharge(unit.Number())
            : map.Find("amount") is YamlScalar flat ? new FlatCharge(flat.Number()) : null;
        if (price is null)
        {
            if (map.Find("charge") is null) found.Error(map.Place, "an item has an amount, a unit_price or a charge.");
            return null;
        }

        return new(id, price, (map.Find("quantity") as YamlScalar)?.Number() ?? 1m)
        {
            Minimum = (map.Find("minimum") as YamlScalar)?.Number() ?? 0m,
            Timing = map.Text("billed") == "arrears" ? FeeTiming.Arrears : FeeTiming.Advance,
        };
    }
}
