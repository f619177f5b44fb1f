namespace Farebox.Rating;

/// <summary>What a charge model may know besides the quantity. All of it is zero or absent when a period is priced from its beginning.</summary>
/// <param name="OccurredAt">When the use happened.</param>
public readonly record struct PriceContext(DateTimeOffset OccurredAt)
{
    /// <summary>What this charge has priced in the period already, as <see cref="ChargeModel.Counted"/> counts it. Zero: nothing has been priced.</summary>
    public decimal Before { get; init; }

    /// <summary>How many events the quantity stands for. 0 is taken as 1.</summary>
    public long Events { get; init; }

    /// <summary>How many events this charge has priced in the period already.</summary>
    public long EventsBefore { get; init; }

    /// <summary>The size of the whole request that a cliff looks at; null: the quantity itself.</summary>
    public decimal? Request { get; init; }

    /// <summary>What the part before came to, before discounts, minimum and maximum. Null: what the model says for <see cref="Before"/>.</summary>
    /// <remarks>A model that prices each event by itself cannot know it from the quantity alone.</remarks>
    public decimal? GrossBefore { get; init; }

    /// <summary>The quantities by unit, for a charge that looks at several at once (<see cref="CapacityCharge"/>).</summary>
    public IReadOnlyDictionary<string, decimal>? Units { get; init; }

    /// <summary>How many events the quantity stands for, at least one.</summary>
    internal long EventCount => Events < 1 ? 1 : Events;
}
