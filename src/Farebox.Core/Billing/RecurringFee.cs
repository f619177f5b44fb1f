using Farebox.Money;

namespace Farebox.Billing;

/// <summary>An amount that every period costs, whatever is used.</summary>
public sealed record RecurringFee
{
    /// <param name="id">What the line of the bill is called.</param>
    /// <param name="amount">Zero or more, for one period.</param>
    /// <exception cref="ArgumentException">The id is empty, or the amount below zero.</exception>
    public RecurringFee(string id, decimal amount)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (amount < 0m) throw new ArgumentException($"A fee is zero or more, and not {DecimalText.Format(amount)}.", nameof(amount));

        (Id, Amount) = (id, amount);
    }

    public string Id { get; }

    public decimal Amount { get; }
}
