namespace Farebox.Rating;

/// <summary>The row that prices a class, and its charge with the factors of the card that apply to it.</summary>
internal sealed record PricedRow(CardRow Row, ChargeModel Charge)
{
    /// <summary>What a running count of it is called: the row, and the factors on it.</summary>
    public string Key { get; } = Row.Key + (Charge as MultipliedCharge)?.Key;
}
