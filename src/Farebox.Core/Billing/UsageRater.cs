using Farebox.Metering;
using Farebox.Rating;

namespace Farebox.Billing;

/// <summary>Puts one event on the lines it belongs to. An event is taken whole or not at all: where one of its meters has no price, none bills it.</summary>
internal sealed class UsageRater
{
    private readonly List<Measured> _measured = [];
    private readonly List<Found> _priced = [];
    private int _used;

    /// <summary>Where an event is on no line, its reason is counted in the statement.</summary>
    public void Rate(PlanVersion version, in UsageRow row, Statement statement)
    {
        _used = 0;
        _priced.Clear();
        if (Find(version, row, statement, out var isCounted) is { } unrated)
        {
            statement.Unrated.Add(unrated.Code, unrated.Detail, row.Number);
            return;
        }

        if (!isCounted) statement.RatedEvents++;
        foreach (var found in _priced)
        {
            if (found.Prices is null) statement.Uncosted++;
            else Add(found, statement.LineOf(found.Charge, found.Measured.GroupOf(found.Charge), found.IsCost), row);
        }
    }

    private MeasureError? Find(PlanVersion version, in UsageRow row, Statement statement, out bool isCounted)
    {
        isCounted = true;
        var isTaken = false;
        foreach (var matching in version.UsesOf(row.Type))
        {
            if (!matching.Meter.Matches(row.Type, row.Data)) continue;

            // A level is one for the whole period, so one version prices it.
            var use = matching.Meter.Terms.IsAdditive ? matching : statement.Version?.UseOf(matching.Meter) ?? matching;
            isTaken = true;
            if (use.Charges.Length == 0 && use.Meter.IsPriced) return new("charge_missing", $"No charge of version {use.Version} bills the meter '{use.Meter.Id}'.");
            var measured = NextMeasured();
            if (measured.Read(use.Meter, row) is { } error) return error with { Detail = $"Meter '{use.Meter.Id}': {error.Detail}" };

            isCounted &= use.Charges.Length == 0;
            if (Find(use, measured, row) is { } reason) return reason;
        }

        return isTaken ? null : new MeasureError("meter_unknown", $"No meter takes events of type '{row.Type}' with this data.");
    }

    private MeasureError? Find(MeterUse use, Measured measured, in UsageRow row)
    {
        foreach (var charge in use.Charges)
        {
            var prices = charge.Prices.Find(charge.Shape, measured.Dimensions);
            if (measured.Unpriced(charge, prices, row) is { } reason) return reason;
            _priced.Add(new(measured, charge, prices, IsCost: false, use.Version));
        }

        foreach (var cost in use.Costs)
        {
            var prices = cost.Prices.Find(cost.Shape, measured.Dimensions);
            _priced.Add(new(measured, cost, measured.Unpriced(cost, prices, row) is null ? prices : null, IsCost: true, use.Version));
        }

        return null;
    }

    private static void Add(in Found found, LineState line, in UsageRow row)
    {
        line.Events++;
        var (charge, measured) = (found.Charge, found.Measured);
        for (var i = 0; i < charge.Shape.Classes.Length; i++)
        {
            if (!measured.Present[i] || found.Prices!.Charges[i] is not { } model) continue;

            var cell = line.CellOf(charge, new(found.Version, i, model));
            cell.Add(measured.ReadingOf(i), cell.EventSteps is null ? default : PriceOf(measured, charge, i, cell, row));
        }
    }

    private static EventPrice PriceOf(Measured measured, UsageCharge charge, int i, Cell cell, in UsageRow row)
    {
        var working = new Working();
        working.StartComponent(charge.Shape.Classes[i]);
        var context = measured.ContextOf(charge, cell.Key.Model, row, cell);
        return new(cell.Key.Model.Price(measured.ReadingOf(i).Quantity, context, working), working.Steps, context);
    }

    private Measured NextMeasured()
    {
        if (_used == _measured.Count) _measured.Add(new());
        return _measured[_used++];
    }

    private readonly record struct Found(Measured Measured, UsageCharge Charge, PriceSet? Prices, bool IsCost, int Version);
}
