using System.Collections.Immutable;
using Farebox.Metering;
using Farebox.Metering.Aggregating;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Billing;

/// <summary>What one meter reads from one event. Used again for event after event, so that nothing grows with them.</summary>
internal sealed class Measured
{
    private readonly Reading[] _readings = new Reading[Meter.ComponentsMax];
    private readonly bool[] _present = new bool[Meter.ComponentsMax];
    private readonly string[][] _groups = [.. Enumerable.Range(0, Meter.DimensionsMax + 1).Select(count => new string[count])];
    private string[] _dimensions = [];

    public ReadOnlySpan<bool> Present => _present;

    public ReadOnlySpan<string> Dimensions => _dimensions;

    public MeasureError? Read(Meter meter, in UsageRow row)
    {
        Array.Clear(_present);
        return meter.Read(row.Data, row.OccurredAt!.Value, 0, _readings, _present, out _dimensions);
    }

    public ref readonly Reading ReadingOf(int component) => ref _readings[component];

    /// <summary>Why a charge has no price for what was read; null where it has one for every class that there is something of.</summary>
    public MeasureError? Unpriced(UsageCharge charge, PriceSet? prices, in UsageRow row)
    {
        for (var i = 0; i < charge.Shape.Classes.Length; i++)
        {
            if (!_present[i]) continue;
            if (prices?.Charges[i] is not { } model)
            {
                if (_readings[i].Quantity != 0m) return Missing(charge, i, "no price for these dimensions");
            }
            else if (Cell.IsPerEvent(charge, model) || IsDated(model))
            {
                var context = ContextOf(charge, model, row, null);
                if (model.Refuses(_readings[i].Quantity, context) is { } refusal) return Missing(charge, i, refusal);
                if (Overflows(model, _readings[i].Quantity, context))
                    return new("amount_overflow", $"{charge.Id}, class '{charge.Shape.Classes[i]}': quantity times price has more digits than an amount.");
            }
        }

        return null;
    }

    /// <param name="cell">What was priced before, where events are priced one by one and know of each other; null: nothing was.</param>
    public PriceContext ContextOf(UsageCharge charge, ChargeModel model, in UsageRow row, Cell? cell)
    {
        var alone = new PriceContext(row.OccurredAt!.Value)
        {
            Events = 1,
            Request = model.RequestClasses is { IsEmpty: false } classes ? RequestOf(charge, classes) : null,
        };
        return cell is null || charge.Per == PricedPer.Event ? alone : cell.After(alone);
    }

    /// <summary>The values that a charge groups by. Good until the next call.</summary>
    public string[] GroupOf(UsageCharge charge)
    {
        var group = _groups[charge.GroupIndexes.Length];
        for (var i = 0; i < group.Length; i++) group[i] = _dimensions[charge.GroupIndexes[i]];
        return group;
    }

    private decimal RequestOf(UsageCharge charge, ImmutableArray<string> classes)
    {
        var size = 0m;
        for (var i = 0; i < charge.Shape.Classes.Length; i++)
        {
            if (_present[i] && classes.Contains(charge.Shape.Classes[i])) size = Exact.Add(size, _readings[i].Quantity);
        }

        return size;
    }

    private MeasureError Missing(UsageCharge charge, int component, string reason)
    {
        var where = string.Join(", ", charge.Meter.Dimensions.Zip(_dimensions).Select(pair => $"{pair.First} '{pair.Second}'"));
        return new("price_missing", $"{charge.Id}, class '{charge.Shape.Classes[component]}'{(where.Length > 0 ? $" with {where}" : "")}: {reason}");
    }

    // Found out before anything of the event is on a line, so that it is taken whole or not at all.
    private static bool Overflows(ChargeModel model, decimal quantity, PriceContext context)
    {
        try
        {
            _ = model.Price(quantity, context, null);
            return false;
        }
        catch (OverflowException)
        {
            return true;
        }
    }

    private static bool IsDated(ChargeModel model) =>
        (model is MultipliedCharge multiplied ? multiplied.Model : model) is AdjustedCharge { From: not null } or AdjustedCharge { Until: not null };
}
