namespace Farebox.Billing.Invoices;

/// <summary>A discount on lines of an invoice, beside those that the plan's own charges have.</summary>
public sealed record Coupon
{
    private Coupon(string id, decimal? amount, decimal? percent) => (Id, Amount, Percent) = (id, amount, percent);

    public string Id { get; }

    /// <summary>What it takes off in all; null where it is a percentage.</summary>
    public decimal? Amount { get; }

    /// <summary>How many of a hundred it takes off; null where it is an amount.</summary>
    public decimal? Percent { get; }

    /// <summary>What its amount is in; a coupon in another currency than the invoice's does not apply. Null: any.</summary>
    public string? Currency { get; init; }

    public LineScope Scope { get; init; } = LineScope.All;

    /// <exception cref="ArgumentOutOfRangeException">The amount is below zero.</exception>
    public static Coupon OfAmount(string id, decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        return new(id, amount, null);
    }

    /// <summary>Above a hundred it takes everything off.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is below zero.</exception>
    public static Coupon OfPercent(string id, decimal percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        return new(id, null, Math.Min(percent, 100m));
    }
}
