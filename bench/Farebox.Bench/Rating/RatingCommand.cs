using System.Globalization;
using Farebox.Bench.Statistics;
using Farebox.Rating;

namespace Farebox.Bench;

/// <summary><c>farebox bench --rating</c>: what it takes to find the prices of one event on a large card and to price it.</summary>
public sealed class RatingCommand(TextWriter output, TimeProvider clock)
{
    private const int Events = 1_000_000;

    public void Run(int models, int rounds)
    {
        output.WriteLine($"one event of five classes on a card of {models} models, {rounds} rounds of {Events} events\n");
        output.WriteLine("| prices | ns/event, median | min | max | bytes/event |");
        output.WriteLine("| --- | --- | --- | --- | --- |");
        Measure("per unit", RatingCards.PerUnit(models), models, rounds);
        Measure("cliffs, tiers, multipliers", RatingCards.Mixed(models), models, rounds);
    }

    private void Measure(string name, CardVersion card, int models, int rounds)
    {
        var values = RatingCards.Values(models);
        var sum = Round(card, values);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var times = new List<double>(rounds);
        for (var i = 0; i < rounds; i++)
        {
            var start = clock.GetTimestamp();
            if (Round(card, values) != sum) throw new BenchException("The same events came to different prices.");
            times.Add(clock.GetElapsedTime(start).TotalNanoseconds / Events);
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / ((double)Events * rounds);
        var range = RoundRange.Of(times);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {range.Median:N0} | {range.Min:N0} | {range.Max:N0} | {bytes:N2} |"));
    }

    private static decimal Round(CardVersion card, string[][] values)
    {
        var (sum, at) = (0m, 0u);
        for (var i = 0; i < Events; i++)
        {
            at = RatingCards.Next(at);
            sum += RatingCards.Price(card, values[(int)(at >> 8) % values.Length]);
        }

        return sum;
    }
}
