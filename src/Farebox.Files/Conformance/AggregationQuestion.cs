using System.Collections.Immutable;
using Farebox.Metering.Aggregating;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Files.Conformance;

/// <summary>What a period's events come to, and what a charge makes of it.</summary>
/// <remarks>Events before the period are what it is handed, where the terms carry over; the batch and the incremental form must say the same.</remarks>
internal sealed record AggregationQuestion(
    AggregationTerms Terms, ImmutableArray<DimensionTest> Where, ChargeModel? Charge, CaseInputs Inputs, NumberRounding Rounding) : Question
{
    public override void Answer(Answer answer, Working working)
    {
        var taken = Inputs.Events.Where(item => item.At < Inputs.Period.End && Where.All(test => test.Takes(item.Dimensions))).ToArray();
        var measured = taken.Index().Where(item => item.Item.Quantity is not null || item.Item.Key is not null).Select(item => ReadingOf(item.Item, item.Index)).ToArray();
        var carried = CarriedInto(measured);
        var aggregator = new Aggregator(Terms, Inputs.Period, carried);
        var inside = measured.Where(reading => Inputs.Period.Contains(reading.At)).ToArray();
        foreach (var reading in inside) aggregator.Add(reading);

        var value = aggregator.Value();
        var together = Aggregate.Of(Terms, inside, Inputs.Period, carried);
        if (together == value) answer.Set("value", Rounding.Of(value));
        else answer.Set("why", $"One by one it is {value}, all at once {together}.");
        answer.Set("unrated", taken.Length - measured.Length);

        var buckets = aggregator.Buckets().Select(bucket => bucket.Value).ToArray();
        answer.Set("buckets", buckets.Select(Rounding.Of));
        answer.Set("increments", buckets.Select((bucket, i) => bucket - (i == 0 ? 0m : buckets[i - 1])));
        if (Charge is not null)
            PriceAsk.Answer(aggregator.Priced().Select(bucket => new PriceAsk(Charge, bucket.Value, new(bucket.Span.Start))), Rounding, answer, working);
    }

    private Carry? CarriedInto(Reading[] readings)
    {
        var before = readings.Where(reading => reading.At < Inputs.Period.Start).ToArray();
        if (before.Length == 0 || !Terms.CarryOver) return null;

        var earlier = new Aggregator(Terms, new Period(before.Min(reading => reading.At), Inputs.Period.Start));
        foreach (var reading in before) earlier.Add(reading);
        return earlier.Carried();
    }

    private Reading ReadingOf(CaseEvent item, int order) =>
        new(item.At, order, item.Quantity ?? 0m, item.Key ?? DimensionOf(item, Terms.KeyField), Removes(item) ? ReadingOperation.Remove : ReadingOperation.Add)
        {
            Group = DimensionOf(item, Terms.Bucket?.Field),
        };

    private static string? DimensionOf(CaseEvent item, string? field) => field is null ? null : item.Dimensions.GetValueOrDefault(field);

    private bool Removes(CaseEvent item) => item.Removes || DimensionOf(item, Terms.OperationField) == "remove";
}
