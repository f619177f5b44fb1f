namespace Farebox.Billing.Subscriptions;

/// <summary>What a part is a part of.</summary>
public enum ProrationWhole
{
    /// <summary>The cycle that it lies in, at its full length; a stub is a part of that, too.</summary>
    Cycle,

    /// <summary>The cycle at a length that is the same for all: 30 days a month, 91 a quarter, 182 a half year, 365 a year.</summary>
    Nominal,
}
