namespace Farebox.Ledger;

/// <summary>How far a recorded event moves a running count. It stands in the entry, so that a replay counts without pricing.</summary>
/// <param name="Key">Which one.</param>
/// <param name="Before">Where it stood when the event was priced.</param>
/// <param name="After">Where it stands once the event is recorded.</param>
public readonly record struct CounterMove(CounterKey Key, Counter Before, Counter After);
