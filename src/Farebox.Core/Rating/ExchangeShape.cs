using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>What an exchange card prices: an amount of an asset that is given, by model and by product.</summary>
public static class ExchangeShape
{
    /// <summary>The only class there is of an asset that is given.</summary>
    public const string Class = "amount";

    // No meter has a slash in its id, so no count of a meter is one of an asset.
    private const string Prefix = "exchange/";

    /// <summary>What may choose the rate, in the order that decides between equally specific rows.</summary>
    public static ImmutableArray<string> Dimensions { get; } = ["model", "product"];

    /// <summary>What rows and running counts call an asset that is given.</summary>
    public static string MeterOf(string asset) => Prefix + asset;

    /// <summary>Made once for an asset and kept.</summary>
    public static PriceShape Of(string asset) => new(MeterOf(asset), [Class], Dimensions);

    internal static CardMultiplier Named(CardMultiplier multiplier) =>
        new(MeterOf(multiplier.Meter), multiplier.Group, multiplier.Factor, multiplier.Where, multiplier.Classes);
}
