namespace Farebox.Client;

/// <summary>Removing, approving and declining say everything by their route.</summary>
internal sealed record LimitDecision;
