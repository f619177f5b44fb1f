namespace Farebox.Client;

/// <summary>
/// A limit. Without an <see cref="Id"/> it is a hard cap on everything ever spent and held by an account or one of its members; with one it counts
/// what it says over the window it says. A later one replaces it.
/// </summary>
public sealed record Limit
{
    /// <summary>Absent: a total limit, of which there is one for each member and asset.</summary>
    public string? Id { get; init; }

    /// <summary>Absent: the whole account.</summary>
    public string? Member { get; init; }

    /// <summary>Counts only use of this meter, this model or this API key.</summary>
    public string? Meter { get; init; }

    public string? Model { get; init; }

    public string? ApiKey { get; init; }

    /// <summary><c>spend</c> unless given, <c>quantity</c> of the meter, <c>requests</c>, or <c>margin</c>.</summary>
    public string? Measure { get; init; }

    /// <summary>Of spend and margin.</summary>
    public string? Asset { get; init; }

    /// <summary>Of everything but a margin.</summary>
    public string? Max { get; init; }

    /// <summary><c>total</c> unless given, <c>hour</c>, <c>day</c>, <c>week</c>, <c>month</c>, <c>quarter</c>, <c>year</c>, or <c>rolling</c>.</summary>
    public string? Window { get; init; }

    /// <summary>The zone of a calendar window; the account's unless given.</summary>
    public string? Zone { get; init; }

    /// <summary>The length of a rolling window, a multiple of 60.</summary>
    public long? WindowSeconds { get; init; }

    /// <summary>Whether it refuses, which it does unless this is false.</summary>
    public bool? Hard { get; init; }

    /// <summary>Rising percentages at which it tells, once per window.</summary>
    public IReadOnlyList<int>? AlertAt { get; init; }

    /// <summary>A change that allows more than this waits for a second approver.</summary>
    public string? ApproveAbove { get; init; }

    /// <summary>Of a margin: what one unit of the asset is worth in the asset of the costs; 1 unless given.</summary>
    public string? Worth { get; init; }

    /// <summary>Of a margin: by how many percent work must be priced above its cost; 0 unless given.</summary>
    public int? MarkupMin { get; init; }

    /// <summary>Answers only: <c>set</c>, or <c>proposed</c> while it waits for approval.</summary>
    public string? Status { get; init; }

    /// <summary>Answers only: what its window has counted.</summary>
    public string? Used { get; init; }

    /// <summary>Answers only: what its window still allows.</summary>
    public string? Left { get; init; }

    /// <summary>Answers only: when its window began.</summary>
    public DateTimeOffset? WindowFrom { get; init; }

    /// <summary>Answers only: when there is room again.</summary>
    public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>Answers only: a change that waits for approval.</summary>
    public LimitProposal? Pending { get; init; }
}
