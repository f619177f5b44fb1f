namespace Farebox.Ledger;

/// <summary>An alert rule was set, replacing one of the same id with what it had told, or removed.</summary>
/// <param name="Id">The id of the rule.</param>
/// <param name="Rule">The rule; <see langword="null"/> when it was removed.</param>
public sealed record AlertRuleSet(string Id, AlertRule? Rule) : EntryBody;
