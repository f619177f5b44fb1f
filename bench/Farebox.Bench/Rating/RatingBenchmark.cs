using BenchmarkDotNet.Attributes;
using Farebox.Rating;

namespace Farebox.Bench;

/// <summary>One event of five classes found and priced on a large card, measured by BenchmarkDotNet.</summary>
/// <remarks>BenchmarkDotNet makes it, so it and its members are public and not sealed.</remarks>
[MemoryDiagnoser]
public class RatingBenchmark
{
    private CardVersion _perUnit = null!;
    private CardVersion _mixed = null!;
    private string[][] _values = [];
    private uint _at;

    /// <summary>What the command line asks for; a benchmark has no constructor to say it to.</summary>
    public static int ModelsAsked { get; set; } = 3_000;

    public static IEnumerable<int> AllModels => [ModelsAsked];

    [ParamsSource(nameof(AllModels))]
    public int Models { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        (_perUnit, _mixed, _values) = (RatingCards.PerUnit(Models), RatingCards.Mixed(Models), RatingCards.Values(Models));
        foreach (var values in _values) _ = RatingCards.Price(_perUnit, values) + RatingCards.Price(_mixed, values);
    }

    [Benchmark(Description = "per unit")]
    public decimal PerUnit() => RatingCards.Price(_perUnit, Next());

    [Benchmark(Description = "cliffs, tiers, multipliers")]
    public decimal Mixed() => RatingCards.Price(_mixed, Next());

    private string[] Next() => _values[(int)((_at = RatingCards.Next(_at)) >> 8) % _values.Length];
}
