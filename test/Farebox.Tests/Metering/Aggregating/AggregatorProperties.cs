using Farebox.Metering;
using Farebox.Metering.Aggregating;
using Farebox.Time;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Metering.Aggregating;

/// <summary>Random readings under random terms: reading by reading, shuffled, split and merged, it is what all of them at once come to.</summary>
public sealed class AggregatorProperties
{
    private static readonly Period Days = Read.Between("2026-03-27T22:30:00Z", "2026-04-02T07:00:00Z");

    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "Asia/Kolkata"];

    [Fact]
    public void The_order_of_arrival_is_no_matter() => Hold(@case =>
    {
        var other = Read.Filled(@case.Terms, Days, Shuffled(@case), @case.Before);
        return IsSame(@case, other);
    });

    [Fact]
    public void The_number_of_arrival_in_place_of_an_order_would_matter() => Break(@case =>
        IsSame(@case, Read.Filled(@case.Terms, Days, Shuffled(@case).Select((reading, i) => reading with { Order = i }), @case.Before)));

    [Fact]
    public void Parts_that_are_merged_are_the_whole() => Hold(@case => IsSame(@case, Merged(@case, parts: 3)));

    [Fact]
    public void A_part_that_is_merged_twice_is_missed() => Break(@case =>
    {
        var merged = Merged(@case, parts: 3);
        merged.Merge(Read.Filled(@case.Terms, Days, @case.Readings.Take(1)));
        return IsSame(@case, merged);
    });

    [Fact]
    public void What_is_taken_back_was_never_there() => Hold(@case =>
    {
        var aggregator = Read.Filled(@case.Terms, Days, @case.Readings.Concat(@case.Extra), @case.Before);
        if (!aggregator.CanRemove) return true;

        foreach (var reading in @case.Extra) aggregator.Remove(reading);
        return IsSame(@case, aggregator);
    });

    [Fact]
    public void What_is_not_taken_back_is_still_there() => Break(@case => IsSame(@case, Read.Filled(@case.Terms, Days, @case.Readings.Concat(@case.Extra), @case.Before)));

    [Fact]
    public void What_is_carried_over_makes_two_periods_one() => Hold(@case =>
    {
        if (!@case.Terms.CarryOver || @case.Terms.Unique != UniqueCounting.AtEnd || @case.Terms.Bucket is not null || @case.Terms.Kind == Aggregation.WeightedSum) return true;

        var middle = Read.Instant("2026-03-30T01:15:00Z");
        var first = Read.Filled(@case.Terms, new(Days.Start, middle), @case.Readings.Where(reading => reading.At < middle), @case.Before);
        var second = Read.Filled(@case.Terms, new(middle, Days.End), @case.Readings.Where(reading => reading.At >= middle), first.Carried());
        return second.Value() == Aggregate.Of(@case.Terms, @case.Readings, Days, @case.Before);
    });

    private static void Hold(Func<Case, bool> law) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(40), Prop.ForAll(Arb.From(Cases), law));

    private static void Break(Func<Case, bool> law) =>
        Assert.Contains("Falsifiable", Assert.ThrowsAny<Exception>(() => Hold(law)).Message, StringComparison.Ordinal);

    private static bool IsSame(Case @case, Aggregator aggregator) =>
        aggregator.Value() == Aggregate.Of(@case.Terms, @case.Readings, Days, @case.Before)
        && aggregator.Buckets().SequenceEqual(Aggregate.Buckets(@case.Terms, @case.Readings, Days, @case.Before))
        && aggregator.Readings == @case.Readings.Length;

    private static Reading[] Shuffled(Case @case)
    {
        var shuffled = @case.Readings.ToArray();
        new Random(@case.Seed).Shuffle(shuffled);
        return shuffled;
    }

    private static Aggregator Merged(Case @case, int parts)
    {
        var merged = new Aggregator(@case.Terms, Days, @case.Before);
        foreach (var part in Shuffled(@case).Index().GroupBy(reading => reading.Index % parts))
            merged.Merge(Read.Filled(@case.Terms, Days, part.Select(reading => reading.Item)));
        return merged;
    }

    private static Gen<Case> Cases =>
        from terms in Gen.OneOf(Whole, Bucketed, Marks).Where(terms => terms.Fault() is null)
        from readings in Gen.ArrayOf(Readings)
        from extra in Gen.ArrayOf(Readings, 2)
        from seed in Gen.Choose(0, 1_000_000)
        from level in Gen.Choose(-50, 500)
        from members in Gen.SubListOf("abcd".Select(letter => letter.ToString()))
        select new Case(terms, readings, extra, seed, new() { Level = level / 10m, Members = [.. members] });

    private static Gen<Reading> Readings =>
        from minute in Gen.Choose(0, (int)(Days.End - Days.Start).TotalMinutes - 1)
        from shared in Gen.Elements(1, 90)
        from order in Gen.Choose(0, 1)
        from units in Gen.Choose(-5_000, 20_000)
        from places in Gen.Choose(0, 4)
        from key in Gen.Elements("a", "b", "c", "d", "e")
        from operation in Gen.Elements(ReadingOperation.Add, ReadingOperation.Add, ReadingOperation.Remove)
        from upload in Gen.Elements("1", "2", null)
        select new Reading(Days.Start.AddMinutes(minute / shared * shared), order, new(Math.Abs(units), 0, 0, units < 0, (byte)places), key, operation) { Group = upload };

    private static Gen<AggregationTerms> Whole =>
        from kind in Gen.Elements(Enum.GetValues<Aggregation>())
        from carries in Gen.Elements(true, false)
        from percentile in Gen.Choose(0, 1000)
        from rule in Gen.Elements(Enum.GetValues<PercentileRule>())
        from unique in Gen.Elements(Enum.GetValues<UniqueCounting>())
        from weight in Gen.Elements(Enum.GetValues<WeightedBy>())
        from belowZero in Gen.Elements(Enum.GetValues<BelowZero>())
        from zone in Gen.Elements(Zones)
        from places in Gen.Choose(0, 12)
        from rounding in Gen.Elements(Enum.GetValues<MidpointRounding>())
        let isPercentile = kind == Aggregation.Percentile
        select new AggregationTerms(kind)
        {
            CarryOver = carries && kind is Aggregation.Sum or Aggregation.Latest or Aggregation.UniqueCount or Aggregation.WeightedSum,
            Percentile = isPercentile ? percentile / 10m : null,
            PercentileRule = isPercentile ? rule : default,
            Unique = kind == Aggregation.UniqueCount ? unique : default,
            WeightedBy = kind == Aggregation.WeightedSum ? weight : default,
            BelowZero = kind == Aggregation.Latest ? belowZero : default,
            Zone = Read.Zone(zone),
            Rounding = new(places, rounding),
        };

    private static Gen<AggregationTerms> Bucketed =>
        from terms in Whole
        from bucket in Gen.Elements(Bucket.Hour, Bucket.Hours(7), Bucket.Minutes(50), Bucket.Day, Bucket.Month, Bucket.Event, Bucket.By("upload"))
        from combine in Gen.Elements(Enum.GetValues<BucketCombine>())
        from empty in Gen.Elements(Enum.GetValues<EmptyBuckets>())
        where terms.Kind != Aggregation.HighWaterMark
        select terms with { Bucket = bucket, Combine = combine, Empty = empty };

    private static Gen<AggregationTerms> Marks =>
        from bucket in Gen.Elements(Bucket.Hour, Bucket.Hours(5), Bucket.Day)
        from within in Gen.Elements(Aggregation.Max, Aggregation.Sum, Aggregation.Count, Aggregation.Average, Aggregation.Latest, Aggregation.UniqueCount)
        from share in Gen.Choose(0, 99)
        from rounding in Gen.Elements(Enum.GetValues<DropRounding>())
        from empty in Gen.Elements(Enum.GetValues<EmptyBuckets>())
        select new AggregationTerms(Aggregation.HighWaterMark) { Bucket = bucket, Within = within, DropShare = share / 100m, DropRounding = rounding, Empty = empty };

    private sealed record Case(AggregationTerms Terms, Reading[] Readings, Reading[] Extra, int Seed, Carry Before)
    {
        public override string ToString() => $"{Terms} over {string.Join("; ", Readings)}, before: {Before.Level} {string.Join(',', Before.Members)}";
    }
}
