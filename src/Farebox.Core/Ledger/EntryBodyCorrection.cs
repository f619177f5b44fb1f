using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>An event was taken back, replaced by what it should have said, or rated again. The event's own entry stays as it is.</summary>
public sealed record UsageCorrected : EntryBody
{
    /// <summary>What was done.</summary>
    public required CorrectionKind What { get; init; }

    /// <summary>The correction's own id, unique for the event.</summary>
    public required string CorrectionId { get; init; }

    /// <summary>The producer of the event.</summary>
    public required string Source { get; init; }

    /// <summary>The producer's id for the event.</summary>
    public required string Id { get; init; }

    /// <summary>The CloudEvents type of the event.</summary>
    public required string Type { get; init; }

    /// <summary>The how manieth correction of the event it is, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The entry whose charges stood until now: the event's, or that of the correction before.</summary>
    public required long Corrects { get; init; }

    /// <summary>What is taken back, charge by charge; empty where nothing had been charged.</summary>
    public required IReadOnlyList<TakenBack> Taken { get; init; }

    /// <summary>What is charged instead, one charge per meter; empty when the event is taken back.</summary>
    public required IReadOnlyList<Charge> Charges { get; init; }

    /// <summary>What a reader should know about how it was recorded.</summary>
    public UsageMarks Marks { get; init; }
}

/// <summary>What a correction does.</summary>
public enum CorrectionKind
{
    /// <summary>The event is as if it had never been sent.</summary>
    Void,

    /// <summary>The event says something else.</summary>
    Amend,

    /// <summary>An event that was stored unrated or refused is charged now.</summary>
    Rerate,
}

/// <summary>A charge that is taken back.</summary>
public sealed record TakenBack
{
    /// <summary>The meter.</summary>
    public required string Meter { get; init; }

    /// <summary>The model; empty when the meter knows none.</summary>
    public required string Model { get; init; }

    /// <summary>What had been debited; <see langword="null"/> for a meter that only counts.</summary>
    public required Asset? Asset { get; init; }

    /// <summary>How much comes back in smallest units: what was charged, less what earlier adjustments had given back of it.</summary>
    public required long Units { get; init; }

    /// <summary>The quantity that had been counted.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>The upstream cost that had been counted.</summary>
    public Amount? Cost { get; init; }

    /// <summary>How it moves the running counts back.</summary>
    public ImmutableArray<CounterMove> Counters { get; init; } = [];

    /// <summary>What comes back to which grant, last spent first; the rest of the units lowers the charge's own debt.</summary>
    public required IReadOnlyList<GivenBack> Returns { get; init; }

    /// <summary>The quantity and cost that the reports show under each grant, or under <c>debt</c>.</summary>
    public required IReadOnlyList<TakenShare> Shares { get; init; }
}

/// <summary>What the reports show of a charge under one grant.</summary>
/// <param name="Grant">The grant; <c>debt</c> for what no grant had paid at first, empty for what cost nothing.</param>
/// <param name="Quantity">Its part of the quantity.</param>
/// <param name="Cost">Its part of the upstream cost, in smallest units.</param>
public readonly record struct TakenShare(string Grant, decimal Quantity, long Cost);
