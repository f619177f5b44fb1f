namespace Farebox.PriceMaps;

/// <summary>One version of a card, as it is sent to <c>POST /v1/cards</c>.</summary>
internal sealed record PriceCard(string Kind, string Id, int Version, DateOnly EffectiveFrom, string Asset, IReadOnlyList<PriceRow> Rows);

/// <summary>What one unit of a class costs with a model.</summary>
/// <param name="UnitPrice">For <paramref name="Per"/> units, exactly.</param>
internal sealed record PriceRow(string Class, string Model, decimal UnitPrice, long Per);
