using System.Numerics;

namespace Farebox.IntegrationTests.Demo;

/// <summary>The rules with one of them changed, each as small a change as one could make by mistake.</summary>
internal static class ChangedRules
{
    private static readonly IndependentRules Rules = new();

    private static readonly Dictionary<string, IndependentRules> Changes = new()
    {
        ["a price is a thousandth of a credit higher"] = Rules with { Prices = With("small", new(187_501, 937_500, 1_000, 5_000)) },
        ["an upstream price is a thousandth of a dollar lower"] = Rules with { Prices = With("large", new(650_000, 3_250_000, 5_000, 24_999)) },
        ["a person sits in another team"] = Rules with { Teams = [Rules.Teams[0], Rules.Teams[1] with { People = "kai lena milo nora otis pia quinn rosa tess sam" }, .. Rules.Teams.Skip(2)] },
        ["a team uses another model"] = Rules with { Teams = [Rules.Teams[0] with { Small = 61, Medium = 29 }, .. Rules.Teams.Skip(1)] },
        ["the estimate is a little lower"] = Rules with { EstimateBase = 0 },
        ["a limit is a little higher"] = Rules with { Limits = new Dictionary<string, BigInteger>(Rules.Limits) { ["ben"] = 341 * IndependentRules.Million } },
        ["halves are cut off"] = Rules with { RoundsHalfUp = false },
        ["nobody has a limit"] = Rules with { Limits = new Dictionary<string, BigInteger>() },
        ["the purchased grant burns first"] = Rules with { Grants = [Rules.Grants[2], Rules.Grants[0], Rules.Grants[1]] },
        ["the credits cost another amount"] = Rules with { Grants = [Rules.Grants[0], Rules.Grants[1], Rules.Grants[2] with { PaidDollars = 66 }] },
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    public static IndependentRules Named(string change) => Changes[change];

    private static Dictionary<string, IndependentPrice> With(string model, IndependentPrice price) =>
        new(Rules.Prices) { [model] = price };
}
