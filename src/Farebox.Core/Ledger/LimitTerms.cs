using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>What a limit counts.</summary>
public enum LimitMeasure
{
    /// <summary>What is debited and held, in smallest units of an asset.</summary>
    Spend,

    /// <summary>What a meter measures, in millionths of its unit.</summary>
    Quantity,

    /// <summary>Events, and holds that no event was captured from yet.</summary>
    Requests,

    /// <summary>Nothing over time: each piece of work is compared with its upstream cost.</summary>
    Margin,
}

/// <summary>A named limit as somebody set it: whose and which use it counts, over which window, up to how much.</summary>
public sealed record LimitTerms
{
    /// <summary>Limits an account may have.</summary>
    public const int CountMax = 1_000;

    /// <summary>Percentages a limit may tell of.</summary>
    public const int AlertsMax = 10;

    /// <summary>The largest percentage that may be told of.</summary>
    public const int PercentMax = 1_000;

    /// <summary>Decimal places of a quantity: what <see cref="LimitMeasure.Quantity"/> counts in.</summary>
    public const int QuantityPlaces = 6;

    /// <summary>What the id of a total limit begins with, which has no other id; see <see cref="TotalLimitId"/>.</summary>
    public const string TotalPrefix = "total:";

    /// <summary>The seller's id for it, unique in the account.</summary>
    public required string Id { get; init; }

    /// <summary>Whose use it counts, with everyone below; empty for the account as a whole.</summary>
    public string Member { get; init; } = "";

    /// <summary>The meter whose use it counts; every meter when absent.</summary>
    public string? Meter { get; init; }

    /// <summary>The model whose use it counts; every model when absent.</summary>
    public string? Model { get; init; }

    /// <summary>The API key whose use it counts, as events and holds name it; every one when absent.</summary>
    public string? ApiKey { get; init; }

    /// <summary>What is counted.</summary>
    public required LimitMeasure Measure { get; init; }

    /// <summary>The asset of <see cref="LimitMeasure.Spend"/> and <see cref="LimitMeasure.Margin"/>; absent otherwise.</summary>
    public Asset? Asset { get; init; }

    /// <summary>Over what time it counts.</summary>
    public LimitWindow Window { get; init; } = LimitWindow.Total;

    /// <summary>The most that may be counted in one window, itself allowed; zero or more. Of a margin: nothing.</summary>
    public long Max { get; init; }

    /// <summary>Whether it refuses; a soft limit only tells.</summary>
    public bool IsHard { get; init; } = true;

    /// <summary>Percentages of <see cref="Max"/> at which it tells, once per window; rising, each above zero.</summary>
    public ImmutableArray<int> AlertAt { get; init; } = [];

    /// <summary>A change that would allow more than this waits for a second approver; <see langword="null"/> when none does.</summary>
    public long? ApproveAbove { get; init; }

    /// <summary>Of a margin: what one whole unit of <see cref="Asset"/> is worth in the asset of the costs; one where they are the same.</summary>
    public decimal Worth { get; init; } = 1m;

    /// <summary>Of a margin: by how many percent of its cost work must be priced above it; zero: at cost at least.</summary>
    public int MarkupMin { get; init; }

    /// <summary>Decimal places of what it counts: those of its asset, of a quantity, or none.</summary>
    public int Places => Measure switch
    {
        LimitMeasure.Spend => Asset!.Scale,
        LimitMeasure.Quantity => QuantityPlaces,
        _ => 0,
    };

    /// <summary>Whether it counts what another one counts, so that its use may go on under the other's terms.</summary>
    public bool CountsAs(LimitTerms other) =>
        Member == other.Member && Meter == other.Meter && Model == other.Model && ApiKey == other.ApiKey && Measure == other.Measure
        && Asset == other.Asset && Window == other.Window;

    /// <summary>Whether use of this meter, model and key is of the kind it counts.</summary>
    public bool Takes(string? meter, string? model, string? apiKey) =>
        (Meter is null || Meter == meter) && (Model is null || Model == model) && (ApiKey is null || ApiKey == apiKey);

    /// <summary>Compares the percentages one by one.</summary>
    public bool Equals(LimitTerms? other) =>
        other is not null && Id == other.Id && CountsAs(other) && Max == other.Max && IsHard == other.IsHard && AlertAt.SequenceEqual(other.AlertAt)
        && ApproveAbove == other.ApproveAbove && Worth == other.Worth && MarkupMin == other.MarkupMin;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Member, Measure, Max);
}
