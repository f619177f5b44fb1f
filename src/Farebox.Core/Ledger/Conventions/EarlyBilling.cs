namespace Farebox.Ledger.Conventions;

/// <summary>What a bill that comes before the end of its period, because spend has reached a threshold, does to the period.</summary>
public enum EarlyBilling
{
    /// <summary>The period goes on: at its end all of it is rated again, and what was billed early is credited.</summary>
    KeepsPeriod,

    /// <summary>The period ends with the bill, and use counts from nothing again.</summary>
    EndsPeriod,
}
