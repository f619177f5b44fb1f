using System.Collections.Immutable;
using Farebox.Metering;
using Farebox.Metering.Aggregating;
using Farebox.Rating;

namespace Farebox.Billing;

/// <summary>What the use of one meter costs: groups of it, each a line of the bill, priced by the rows of a price list.</summary>
/// <remarks>
/// Inside a group, all use that finds the same row is one quantity, so that its tiers fill up together. Two charges may price the same
/// meter; each then bills it.
/// </remarks>
public sealed class UsageCharge
{
    /// <param name="id">What the lines of the bill are called. It is also the meter's name in the price rows.</param>
    /// <param name="prices">Its rows: the most specific one wins, and what finds none is unrated.</param>
    /// <param name="groupBy">Dimensions of the meter; each tuple of their values is a line of its own.</param>
    /// <param name="overall">Discounts, minimum and maximum over all lines of the charge; null for none. It prices an amount, not a quantity.</param>
    /// <exception cref="ArgumentException">A dimension is none of the meter's, or what is to be priced at once does not go with its aggregation.</exception>
    public UsageCharge(
        string id, Meter meter, CardVersion prices, ImmutableArray<string> groupBy = default, PricedPer per = PricedPer.Period, ChargeModel? overall = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentNullException.ThrowIfNull(prices);

        (Id, Meter, Prices, Per, Overall) = (id, meter, prices, per, overall);
        GroupBy = groupBy.IsDefault ? [] : groupBy;
        GroupIndexes = [.. GroupBy.Select(name => IndexOf(meter, name))];
        if (per != PricedPer.Period && !meter.Terms.IsAdditive)
            throw new ArgumentException($"The meter '{meter.Id}' is known at the end of its period, so it is not priced per {PricedPers.NameOf(per)}. Give its aggregation a bucket instead.", nameof(per));

        Shape = new(id, [.. meter.Components.Select(component => component.Class)], meter.Dimensions);
        Terms = per switch
        {
            PricedPer.Hour => meter.Terms with { Bucket = Bucket.Hour, Combine = BucketCombine.Each },
            PricedPer.Day => meter.Terms with { Bucket = Bucket.Day, Combine = BucketCombine.Each },
            _ => meter.Terms,
        };
    }

    public string Id { get; }

    public Meter Meter { get; }

    public CardVersion Prices { get; }

    public ImmutableArray<string> GroupBy { get; }

    public PricedPer Per { get; }

    public ChargeModel? Overall { get; }

    internal PriceShape Shape { get; }

    /// <summary>How the readings of one row become what is priced.</summary>
    internal AggregationTerms Terms { get; }

    internal ImmutableArray<int> GroupIndexes { get; }

    /// <summary>The place of a model's row in the price list, which is the order in which the bill explains them.</summary>
    internal int RowOf(ChargeModel model)
    {
        var own = model is MultipliedCharge multiplied ? multiplied.Model : model;
        for (var i = 0; i < Prices.Rows.Length; i++)
        {
            if (ReferenceEquals(Prices.Rows[i].Charge, own)) return i;
        }

        return Prices.Rows.Length;
    }

    /// <summary>Names what a row is for and the factors on it, as running counts do, so that a later version goes on counting where this one stopped.</summary>
    internal string KeyOf(ChargeModel model)
    {
        var row = RowOf(model);
        return (row < Prices.Rows.Length ? Prices.Rows[row].Key : "") + (model as MultipliedCharge)?.Key;
    }

    /// <summary>The model of the row that another version's key names; null where there is none, or it has factors on it.</summary>
    internal ChargeModel? ModelOf(string @class, string key) =>
        Prices.Rows.FirstOrDefault(row => row.Class == @class && KeyOf(row.Charge) == key)?.Charge;

    private static int IndexOf(Meter meter, string name)
    {
        var index = meter.Dimensions.IndexOf(name);
        return index >= 0 ? index : throw new ArgumentException($"The meter '{meter.Id}' has no dimension '{name}' to group by.", nameof(name));
    }
}
