using Farebox.Metering;

namespace Farebox.Billing;

/// <summary>One event as a bill sees it. It is looked at while it is added and not kept, so its data may be used again.</summary>
/// <param name="Account">Whose it is.</param>
/// <param name="OccurredAt">When it happened, which decides period and version. Null: it is in no period, and unrated.</param>
/// <param name="Type">The event's type, by which meters know it.</param>
/// <param name="Number">Its place in the history, from 1; shown where something is wrong with it.</param>
public readonly record struct UsageRow(string Account, DateTimeOffset? OccurredAt, string Type, EventData Data, long Number);
