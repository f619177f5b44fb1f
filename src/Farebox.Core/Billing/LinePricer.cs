using System.Collections.Immutable;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Billing;

/// <summary>Prices a line when its period is over. What its model refuses is unrated, and the rest of the line stands.</summary>
internal sealed class LinePricer(Plan plan, AllowancePot allowances)
{
    /// <summary>What has no price because of its quantity.</summary>
    public UnratedTally Refused { get; } = new();

    public BillLine Price(LineState line)
    {
        var steps = new StepSums();
        var running = new Dictionary<(int Class, string Row), (decimal Quantity, long Events)>();
        var quantity = 0m;
        foreach (var cell in line.Cells)
        {
            if (cell.EventSteps is { } priced) steps.Add(priced.Steps);
            else PriceCell(line, cell, running, steps);
            quantity = Exact.Add(quantity, cell.Quantity);
        }

        var sum = steps.Steps.Aggregate(0m, (total, step) => Exact.Add(total, step.Total));
        return new()
        {
            Charge = line.Charge.Id,
            Group = [.. line.Charge.GroupBy.Zip(line.Group, KeyValuePair.Create)],
            Quantity = quantity,
            Events = line.Events,
            Exact = sum,
            Amount = plan.Rounding.Round(sum),
            Steps = steps.Steps,
        };
    }

    private void PriceCell(LineState line, Cell cell, Dictionary<(int Class, string Row), (decimal Quantity, long Events)> running, StepSums steps)
    {
        var (name, model) = (cell.Charge.Shape.Classes[cell.Key.Class], cell.Key.Model);
        var row = (cell.Key.Class, cell.Charge.KeyOf(model));
        var (before, eventsBefore) = running.GetValueOrDefault(row);
        foreach (var bucket in cell.Priced)
        {
            var covered = allowances.Take(cell.Charge.Id, bucket.Span, bucket.Value, out var allowance);
            if (covered > 0m) steps.Add(new PricedStep($"{name}: included by {allowance}", covered, 0m, 0m) { Class = name });

            var left = bucket.Value - covered;
            var context = new PriceContext(cell.FirstAt) { Before = before, Events = bucket.Readings, EventsBefore = eventsBefore, Units = LevelsOf(line, cell) };
            if (model.Refuses(left, context) is { } refusal)
            {
                Refused.Add("price_missing", $"{cell.Charge.Id}, class '{name}': {refusal}", 0, bucket.Readings);
                continue;
            }

            var working = new Working();
            working.StartComponent(name);
            if (!TryPrice(model, left, context, working))
            {
                Refused.Add("amount_overflow", $"{cell.Charge.Id}, class '{name}': quantity times price has more digits than an amount.", 0, bucket.Readings);
                continue;
            }

            steps.Add(working.Steps);
            if (cell.Priced.Count == 1) running[row] = (Exact.Add(before, model.Counted(left)), eventsBefore + bucket.Readings);
        }
    }

    // Levels of several units are levels of the whole period; what was not used is at nothing.
    private static Dictionary<string, decimal>? LevelsOf(LineState line, Cell cell)
    {
        if (cell.Key.Model.LevelUnits is not { IsEmpty: false } units || cell.Priced.Count != 1) return null;

        var levels = units.ToDictionary(unit => unit, _ => 0m, StringComparer.Ordinal);
        foreach (var other in line.Cells)
        {
            var name = other.Charge.Shape.Classes[other.Key.Class];
            if (levels.TryGetValue(name, out var level)) levels[name] = Exact.Add(level, other.Quantity);
        }

        return levels;
    }

    // Also what an amount cannot hold any more has no price.
    private bool TryPrice(ChargeModel model, decimal quantity, PriceContext context, Working working)
    {
        try
        {
            _ = plan.Rounding.Round(model.Price(quantity, context, working));
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}
