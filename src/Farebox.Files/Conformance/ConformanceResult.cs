using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Farebox.Rating;

namespace Farebox.Files.Conformance;

/// <summary>What came out of a case.</summary>
/// <param name="Actual">Everything that was computed, by the names that expectations have; decimal numbers as texts.</param>
/// <param name="Differences">Where it is not as expected, a sentence each.</param>
/// <param name="Working">How prices came about.</param>
/// <param name="Reason">Why a difference is known; null otherwise.</param>
public sealed record ConformanceResult(
    ConformanceCase Case,
    ConformanceVerdict Verdict,
    JsonObject Actual,
    ImmutableArray<string> Differences,
    ImmutableArray<PricedStep> Working,
    string? Reason);
