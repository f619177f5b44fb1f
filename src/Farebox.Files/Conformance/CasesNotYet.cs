using System.Collections.Immutable;

namespace Farebox.Files.Conformance;

/// <summary>Cases of a source that are known and not written down yet, because what they ask is not built.</summary>
public sealed record CasesNotYet(string Source, string Topic, string Reason, ImmutableArray<Placed<string>> CaseIds);
