using System.Text.Json;
using System.Text.Json.Serialization;

namespace Farebox.Client;

/// <summary>One version of a price list: what usage costs the customer (<c>rate</c>) or what it costs us (<c>cost</c>).</summary>
public sealed record Card
{
    public required string Kind { get; init; }

    /// <summary>Absent: the card <c>default</c>, which accounts use that name no other.</summary>
    public string? Id { get; init; }

    public required int Version { get; init; }

    /// <summary>The first instant this version prices; the next version ends it.</summary>
    public required DateTimeOffset EffectiveFrom { get; init; }

    public required string Asset { get; init; }

    public required IReadOnlyList<CardRow> Rows { get; init; }

    /// <summary>Prices of classes without rows of their own, as factors on another class's.</summary>
    public IReadOnlyList<CardDerivedClass>? Derived { get; init; }

    /// <summary>Factors on prices: in a group the most specific one applies, and groups multiply.</summary>
    public IReadOnlyList<CardMultiplier>? Multipliers { get; init; }
}

/// <summary>The price of one class of a meter. A dimension left out is the explicit fallback for all its values.</summary>
public sealed record CardRow
{
    public required string Meter { get; init; }

    public required string Class { get; init; }

    public CardDimensions? Dimensions { get; init; }

    /// <summary>What every unit costs; absent where there is a <see cref="Model"/>.</summary>
    public string? UnitPrice { get; init; }

    /// <summary>How many units the price buys: a power of ten; absent: one.</summary>
    public long? Per { get; init; }

    /// <summary>How long a running count goes on: <c>month</c>, <c>day</c>, <c>year</c> or <c>never</c> anew; absent: a month.</summary>
    public string? Resets { get; init; }

    /// <summary><c>event</c> or <c>cumulative</c>; absent: each event by itself.</summary>
    public string? DebitRounding { get; init; }

    /// <summary>Any other charge model: the key <c>model</c> and the keys of that model, beside the members above.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Model { get; set; }
}
