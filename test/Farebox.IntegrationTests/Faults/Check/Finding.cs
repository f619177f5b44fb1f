namespace Farebox.IntegrationTests.Faults.Check;

/// <summary>What can be wrong.</summary>
internal enum Wrong
{
    /// <summary>It was acknowledged and is not there.</summary>
    Lost,

    /// <summary>One intent took effect more than once.</summary>
    Duplicated,

    /// <summary>It is there and nobody asked for it.</summary>
    Stray,

    /// <summary>A client was told something else than what is there, or told two things.</summary>
    Answer,

    /// <summary>It was refused although there was enough.</summary>
    FalseRefusal,

    /// <summary>It was done although there was not enough, or by another amount.</summary>
    Amount,

    /// <summary>What was acknowledged first stands behind what was asked for later.</summary>
    Order,

    /// <summary>Asked until the end, and never told.</summary>
    Unsettled,

    /// <summary>The database contradicts itself.</summary>
    Ledger,
}

internal sealed record Finding(Wrong Wrong, string What)
{
    public override string ToString() => $"{Wrong}: {What}";
}

/// <summary>The result of a check, with the figures of the run.</summary>
internal sealed record Verified(
    IReadOnlyList<Finding> Findings, int Kept, int Refused, int Rejected, int Unknown, int UnknownThenKept, int UnknownThenNot,
    IReadOnlyDictionary<string, Movement> Totals)
{
    public override string ToString() =>
        $"kept {Kept} (refused {Refused}), rejected {Rejected}, unknown {Unknown} (then kept {UnknownThenKept}, not {UnknownThenNot}); "
        + string.Join(", ", Enum.GetValues<Wrong>().Select(wrong => $"{wrong} {Findings.Count(finding => finding.Wrong == wrong)}"));
}
