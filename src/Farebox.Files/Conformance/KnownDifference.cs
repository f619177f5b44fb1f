namespace Farebox.Files.Conformance;

/// <summary>A case that does not come out as its source says, and why that is known.</summary>
/// <param name="Kind"><c>source</c>: the source is wrong; <c>design</c>: Farebox does it differently on purpose; <c>later</c>: it is not built yet.</param>
public sealed record KnownDifference(string CaseId, string Kind, string Reason, Place Place);
