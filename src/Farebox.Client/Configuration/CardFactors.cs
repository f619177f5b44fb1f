namespace Farebox.Client;

/// <summary>The price of a class without a row of its own: a factor on another class's, for example cached input at a tenth of input.</summary>
public sealed record CardDerivedClass
{
    public required string Meter { get; init; }

    public required string Class { get; init; }

    /// <summary>The class whose price is multiplied.</summary>
    public required string From { get; init; }

    public required string Factor { get; init; }

    public CardDimensions? Dimensions { get; init; }
}

/// <summary>A factor on prices: batch, flex, priority, cache, region, fast.</summary>
public sealed record CardMultiplier
{
    public required string Meter { get; init; }

    /// <summary>What excludes one another, for example <c>service_tier</c>; also its name in the working.</summary>
    public required string Group { get; init; }

    public required string Factor { get; init; }

    public CardDimensions? Dimensions { get; init; }

    /// <summary>The classes whose prices it changes; absent: all.</summary>
    public IReadOnlyList<string>? Classes { get; init; }
}
