using System.Collections.Immutable;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Files.Conformance;

/// <summary>What events cost on a card: each by the version of its time and the rows that its dimensions choose.</summary>
/// <remarks>A row counts within the period: tiers go on from event to event.</remarks>
internal sealed record CardQuestion(
    Card Card, PriceShape Shape, ImmutableArray<NamedRow> Rows, UnmatchedUse Unmatched, CaseInputs Inputs, NumberRounding Rounding) : Question
{
    public override void Answer(Answer answer, Working working)
    {
        var (counters, lines, prices) = (new Dictionary<NamedRow, Standing>(), new CardLines(), new List<decimal>());
        foreach (var item in Inputs.Events)
        {
            var price = Price(item, counters, lines, working, out var row);
            if (row is not null) answer.Set("row", row);
            if (price.IsPriced || Unmatched == UnmatchedUse.Unbilled) prices.Add(price.Total);
            else
            {
                answer.Refuse("quantity", price.Reason ?? $"No row prices {price.MissingClass} of the event {prices.Count + 1}.");
                return;
            }
        }

        answer.Set("amount", Rounding.Of(prices.Aggregate(0m, Exact.Add)));
        answer.Set("amounts", prices.Select(Rounding.Of));
        answer.Set("classes", working.Steps.GroupBy(step => step.Class).Select(steps => (steps.Key, Rounding.Of(steps.Select(step => step.Total).Aggregate(0m, Exact.Add)))));
        answer.Set("lines", lines.InOrder(Rounding));
    }

    private PriceResult Price(CaseEvent item, Dictionary<NamedRow, Standing> counters, CardLines lines, Working working, out string? rowName)
    {
        rowName = null;
        if (Given(item) is not { } given) return new(0m, CardReading.OnlyClass);
        if (given.Keys.FirstOrDefault(name => !Shape.Classes.Contains(name)) is { } stranger) return new(0m, stranger);

        var count = Shape.Classes.Length;
        var (quantities, present, before) = (new decimal[count], new bool[count], new Standing[count]);
        var found = Card.At(item.At)?.Find(Shape, [.. Shape.Dimensions.Select(name => item.Dimensions.GetValueOrDefault(name, ""))]);
        for (var i = 0; i < count; i++)
        {
            present[i] = given.TryGetValue(Shape.Classes[i], out quantities[i]);
            if (!present[i] || RowOf(found?.Charges[i]) is not { } row) continue;

            (rowName, before[i]) = (row.Name, counters.GetValueOrDefault(row));
            counters[row] = before[i] with { Quantity = Exact.Add(before[i].Quantity, row.Charge.Counted(quantities[i])), Events = before[i].Events + 1 };
        }

        var stepsBefore = working.Steps.Count;
        var each = new ClassPrice[count];
        var price = Pricing.Price(Shape, found, quantities, present, new(item.At), working, before, each);
        for (var i = 0; i < count; i++)
        {
            if (!present[i] || RowOf(found?.Charges[i]) is not { } row) continue;

            var total = working.Steps.Skip(stepsBefore).Where(step => step.Class == Shape.Classes[i]).Select(step => step.Total).Aggregate(0m, Exact.Add);
            if (price.IsPriced && found!.IsCounted[i]) counters[row] = counters[row] with { Gross = each[i].After.Gross };
            lines.Add(row, item, quantities[i], total);
        }

        return price;
    }

    // A single quantity is for the rows without a class; nothing where it is no number.
    private static ImmutableSortedDictionary<string, decimal>? Given(CaseEvent item)
    {
        if (!item.Quantities.IsEmpty) return item.Quantities;
        return item.Quantity is { } quantity ? item.Quantities.Add(CardReading.OnlyClass, quantity) : null;
    }

    private NamedRow? RowOf(ChargeModel? charge) => charge is null ? null : Rows.FirstOrDefault(row => row.Is(charge));
}
