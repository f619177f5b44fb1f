using System.Numerics;

namespace Farebox.IntegrationTests.Demo;

/// <summary>
/// The demo's rules, written out by hand from samples/azure-2023-code/README.md. Nothing here comes from the program: that is the point.
/// Credits are counted in millionths, dollars in billionths.
/// </summary>
internal sealed record IndependentRules
{
    public static readonly BigInteger Million = 1_000_000;

    public IReadOnlyList<IndependentTeam> Teams { get; init; } =
    [
        new("team-platform", 8, "ada ben cleo dan eva finn gus hana ivan june", 60, 30),
        new("team-search", 5, "kai lena milo nora otis pia quinn rosa sam tess", 80, 15),
        new("team-support", 4, "uma vito wren xena yara zane amir bella cyrus dora", 90, 10),
        new("team-data", 3, "elio faye gino hugo iris jonas kira liam maya nils", 30, 50),
        new("team-research", 2, "olga paul rhea seth tara ugo vera will yuki zoe", 20, 40),
    ];

    public IReadOnlyList<int> SeatWeights { get; init; } = [10, 7, 5, 4, 3, 2, 2, 1, 1, 1];

    /// <summary>Per million tokens, input then output: thousandths of a credit, then thousandths of a dollar.</summary>
    public IReadOnlyDictionary<string, IndependentPrice> Prices { get; init; } = new Dictionary<string, IndependentPrice>
    {
        ["small"] = new(187_500, 937_500, 1_000, 5_000),
        ["medium"] = new(450_000, 2_250_000, 3_000, 15_000),
        ["large"] = new(650_000, 3_250_000, 5_000, 25_000),
    };

    /// <summary>In burn order: all have priority 0, so the first to expire is the first to burn.</summary>
    public IReadOnlyList<IndependentGrant> Grants { get; init; } =
    [
        new("bonus", 500 * Million, 0),
        new("included", 1_000 * Million, 0),
        new("purchased", 6_000 * Million, 60),
    ];

    public IReadOnlyDictionary<string, BigInteger> Limits { get; init; } =
        new Dictionary<string, BigInteger> { ["ben"] = 340 * Million, ["olga"] = 180 * Million };

    public int EstimateBase { get; init; } = 32;

    public int EstimateDivisor { get; init; } = 256;

    /// <summary>True: half away from zero. False: what is left over is cut off.</summary>
    public bool RoundsHalfUp { get; init; } = true;
}

internal sealed record IndependentTeam(string Name, int Weight, string People, int Small, int Medium);

internal sealed record IndependentPrice(int CreditInput, int CreditOutput, int DollarInput, int DollarOutput);

/// <param name="Name">The grant, and its source.</param>
/// <param name="Amount">In millionths of a credit.</param>
/// <param name="PaidDollars">What was paid for the whole grant.</param>
internal sealed record IndependentGrant(string Name, BigInteger Amount, int PaidDollars);
