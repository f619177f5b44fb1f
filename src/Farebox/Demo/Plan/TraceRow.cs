namespace Farebox.Demo.Plan;

/// <summary>One request of the trace, at the time it was shifted to. Rows count from 1; the header is not a row.</summary>
internal readonly record struct TraceRow(int Number, DateTimeOffset At, int InputTokens, int OutputTokens);
