namespace Farebox.Files.Conformance;

/// <summary>What became of a case.</summary>
public enum ConformanceVerdict
{
    Passed,

    /// <summary>Something else came out, and nobody has said why.</summary>
    Failed,

    /// <summary>Something else came out, for a reason that the folder's exceptions give.</summary>
    Known,
}
