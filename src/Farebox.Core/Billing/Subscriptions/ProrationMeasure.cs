namespace Farebox.Billing.Subscriptions;

/// <summary>What a part of a cycle is counted in.</summary>
public enum ProrationMeasure
{
    /// <summary>Whole seconds.</summary>
    Second,

    /// <summary>Local calendar days.</summary>
    Day,

    /// <summary>Days of local time since the cycle began, a day that has begun counting whole.</summary>
    StartedDay,

    /// <summary>Days of months that all have as many, such as 30.</summary>
    FixedMonth,

    /// <summary>Nothing smaller than the cycle: a part is billed as the whole, or not at all.</summary>
    Whole,
}
