using System.Collections.Immutable;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Billing;

/// <summary>Prices a line when its period is over. What its model refuses is unrated, and the rest of the line stands.</summary>
internal sealed class LinePricer(Plan plan, Statement statement, AllowancePot allowances)
{
    public BillLine? Price(LineState line) => Price(line, allowances);

    public BillLine? PriceCost(LineState line) => Price(line, null);

    private BillLine? Price(LineState line, AllowancePot? pot)
    {
        var steps = new StepSums();
        var running = new Dictionary<(int Class, string Row), (decimal Quantity, long Events)>();
        var quantity = 0m;
        foreach (var cell in line.Cells)
        {
            if (cell.EventSteps is { } priced) steps.Add(priced.Steps);
            else PriceCell(cell, pot, running, steps);
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

    private void PriceCell(Cell cell, AllowancePot? pot, Dictionary<(int Class, string Row), (decimal Quantity, long Events)> running, StepSums steps)
    {
        var (name, model) = (cell.Charge.Shape.Classes[cell.Key.Class], cell.Key.Model);
        var row = (cell.Key.Class, cell.Charge.KeyOf(model));
        var (before, eventsBefore) = running.GetValueOrDefault(row);
        foreach (var bucket in cell.Priced)
        {
            var covered = pot?.Take(cell.Charge.Id, bucket.Span, bucket.Value, out var allowance) ?? NoAllowance(out allowance);
            if (covered > 0m) steps.Add(new PricedStep($"{name}: included by {allowance}", covered, 0m, 0m) { Class = name });

            var left = bucket.Value - covered;
            var context = new PriceContext(cell.FirstAt) { Before = before, Events = bucket.Readings, EventsBefore = eventsBefore };
            if (model.Refuses(left, context) is { } refusal)
            {
                statement.Unrated.Add("price_missing", $"{cell.Charge.Id}, {name}: {refusal}", bucket.Readings);
                continue;
            }

            var working = new Working();
            working.StartComponent(name);
            model.Price(left, context, working);
            steps.Add(working.Steps);
            if (cell.Priced.Count == 1) running[row] = (Exact.Add(before, model.Counted(left)), eventsBefore + bucket.Readings);
        }
    }

    private static decimal NoAllowance(out string? allowance)
    {
        allowance = null;
        return 0m;
    }
}
