namespace Farebox.Billing;

/// <summary>Use that has no price. It is on no line, and never free.</summary>
/// <param name="Code">A stable name of the reason, the server's own where it has one for the same.</param>
/// <param name="Detail">A sentence for whoever corrects the plan or the history.</param>
/// <param name="Events">How many events.</param>
/// <param name="FirstRow">The number of the first of them; 0 where they have no price because of all of them together.</param>
public sealed record UnratedUsage(string Code, string Detail, long Events, long FirstRow);
