using Farebox.Time;

namespace Farebox.Ledger;

/// <summary>What a running count of a book is of: one price of one class of a meter, in one asset and one period.</summary>
/// <remarks>It names no version of a card, so it runs on when a price changes.</remarks>
/// <param name="Meter">The meter.</param>
/// <param name="Class">The class of the meter; empty for what a meter's debits have been rounded off, all classes together.</param>
/// <param name="Row">The dimensions of the price row, as the charge writes them; empty where it has none.</param>
/// <param name="Asset">The asset of the price.</param>
/// <param name="IsCost">Whether it is what the usage costs the seller.</param>
/// <param name="Period">When it started and when it will end.</param>
public readonly record struct CounterKey(string Meter, string Class, string Row, string Asset, bool IsCost, CountingPeriod Period);
