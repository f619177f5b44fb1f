namespace Farebox.PriceMaps;

/// <summary>A model of a price map, with its prices one after another in time.</summary>
internal sealed record MapModel
{
    public required string Provider { get; init; }

    public required string Id { get; init; }

    /// <summary>Other names under which answers may give the same model.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether it makes text, so that one of its two prices without the other is a gap.</summary>
    public bool IsChat { get; init; }

    public DateOnly? DeprecatedOn { get; init; }

    /// <summary>In the order of the file: of those that have begun, the last one applies.</summary>
    public required IReadOnlyList<MapOffer> Offers { get; init; }

    /// <summary>Fields outside the offers.</summary>
    public required IReadOnlyList<MapField> OtherFields { get; init; }

    public IEnumerable<MapField> Fields => Offers.SelectMany(offer => offer.Fields).Concat(OtherFields);

    public MapOffer? OfferOn(DateOnly day) => Offers.LastOrDefault(offer => offer.From is not { } from || (from <= day && !offer.IsKnownWrong));
}

/// <summary>Prices from a day on; null for those that apply from the beginning.</summary>
internal sealed record MapOffer(DateOnly? From, IReadOnlyList<MapField> Fields)
{
    /// <summary>A change of price that never was: what applied before it goes on.</summary>
    public bool IsKnownWrong => Fields.Any(price => price.Code == PriceDoubts.KnownError);

    public MapField? Find(string @class) => Fields.FirstOrDefault(field => field.Class == @class && field.IsMapped);
}
