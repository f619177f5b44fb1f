namespace Farebox.Client;

/// <summary>What a close came to.</summary>
public sealed record ClosedPeriod
{
    public required string Account { get; init; }

    public required string Period { get; init; }

    /// <summary>Whether it was only shown.</summary>
    public bool DryRun { get; init; }

    /// <summary>Up to when the account had been closed; absent when it never was.</summary>
    public DateTimeOffset? ClosedFrom { get; init; }

    public required DateTimeOffset ClosedUntil { get; init; }

    /// <summary>The entry that closed it: what was recorded before it is in it.</summary>
    public long? EntrySeq { get; init; }

    /// <summary>How many events were rated again.</summary>
    public required long Events { get; init; }

    /// <summary>One for each charge that differs.</summary>
    public required IReadOnlyList<PeriodAdjustment> Adjustments { get; init; }
}

/// <summary>A charge that comes to something else in the order in which its events happened than in the order in which they arrived.</summary>
public sealed record PeriodAdjustment
{
    public required string Meter { get; init; }

    /// <summary>Absent when the meter knows no models.</summary>
    public string? Model { get; init; }

    /// <summary>The period in which its events count: a calendar month, day or year, or <c>ever</c>.</summary>
    public required string Period { get; init; }

    public required long Events { get; init; }

    /// <summary>Absent for a meter that only counts.</summary>
    public string? Asset { get; init; }

    /// <summary>What the events come to in the order in which they happened.</summary>
    public string? Rated { get; init; }

    /// <summary>What had been charged for them.</summary>
    public string? Charged { get; init; }

    /// <summary>What is debited in addition; below zero: what is given back.</summary>
    public string? Amount { get; init; }

    public string? CostAsset { get; init; }

    /// <summary>By how much the upstream cost was too low; below zero: too high.</summary>
    public string? UpstreamCost { get; init; }

    /// <summary>The entry that posted it.</summary>
    public long? EntrySeq { get; init; }
}
