using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Rating;

namespace Farebox.Charging;

/// <summary>What data for meters would cost at an instant, with the working.</summary>
/// <param name="At">When the use would happen.</param>
/// <param name="RateCard">The rate card it is priced on.</param>
/// <param name="RateVersion">The version that applies; <see langword="null"/> when there is none.</param>
/// <param name="CostCard">The cost card it is costed by.</param>
/// <param name="CostVersion">The version that applies; <see langword="null"/> when there is none.</param>
/// <param name="Items">One per item asked for, in their order.</param>
public sealed record Quote(
    DateTimeOffset At, string RateCard, CardVersion? RateVersion, string CostCard, CardVersion? CostVersion, IReadOnlyList<QuotedItem> Items)
{
    /// <summary>Items a quote has at most.</summary>
    public const int ItemsMax = 16;

    /// <summary>Whether every item has its price: only then is the sum the price of what was asked.</summary>
    public bool IsComplete => Items.All(item => item.Charge is not null);

    /// <summary>What the priced items come to, each rounded as a debit of it would be, in smallest units of the rate card's asset.</summary>
    public Int128 Units
    {
        get
        {
            Int128 sum = 0;
            foreach (var item in Items) sum += item.Charge?.Units ?? 0;
            return sum;
        }
    }

    /// <summary>What the priced items cost the seller, in smallest units of the cost card's asset; nothing when that is unknown of one.</summary>
    public Int128? UpstreamCost
    {
        get
        {
            Int128 sum = 0;
            foreach (var item in Items)
            {
                if (item.Charge is not { } charge) continue;
                if (charge.UpstreamCost is not { } cost) return null;
                sum += cost.Units;
            }

            return sum;
        }
    }

    /// <summary>What a hold of this quote is made of, to be made until an instant; nothing when there is nothing to hold.</summary>
    public QuoteTerms? TermsUntil(DateTimeOffset validUntil) =>
        IsComplete && RateVersion is not null && Units > 0 && Units <= long.MaxValue
            ? new(RateCard, RateVersion.Number, CostCard, CostVersion?.Number ?? 0, At, validUntil, [.. Items.Select(item => item.Terms!)]) { Counters = CountersBefore() }
            : null;

    /// <summary>Where every running count stood before the first item that moved it.</summary>
    private Dictionary<CounterKey, Counter> CountersBefore()
    {
        var before = new Dictionary<CounterKey, Counter>();
        foreach (var move in Items.SelectMany(item => item.Charge?.Counters ?? [])) before.TryAdd(move.Key, move.Before);
        return before;
    }
}

/// <summary>Data to be priced by a meter.</summary>
public sealed record QuoteAsk(string Meter, EventData Data);

/// <summary>One item of a quote: its charge and working, or why it has none.</summary>
public sealed record QuotedItem
{
    /// <summary>The meter that was asked for.</summary>
    public required string Meter { get; init; }

    /// <summary>What it comes to; without an asset for a meter that only counts, <see langword="null"/> when it is unrated.</summary>
    public Charge? Charge { get; init; }

    /// <summary>How the exact price came about; the totals sum to it.</summary>
    public IReadOnlyList<PricedStep> Steps { get; init; } = [];

    /// <summary>The values that chose the price rows, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Dimensions { get; init; } = [];

    /// <summary>What was measured, for a hold to be made of it.</summary>
    public QuotedQuantities? Terms { get; init; }

    /// <summary>Why it is unrated.</summary>
    public string? Code { get; init; }

    /// <summary>The same in words, with what to do.</summary>
    public string? Detail { get; init; }

    /// <summary>The price before it is rounded to the asset.</summary>
    /// <exception cref="OverflowException">Never for a charge, whose price was summed the same way.</exception>
    public decimal Exact => Steps.Aggregate(0m, (sum, step) => Money.Exact.Add(sum, step.Total));

    internal static QuotedItem Unrated(string meter, string code, string detail) => new() { Meter = meter, Code = code, Detail = detail };
}
