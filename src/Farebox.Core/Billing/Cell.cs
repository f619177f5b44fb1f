using System.Runtime.CompilerServices;
using Farebox.Metering.Aggregating;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Billing;

/// <summary>What of a line finds one row of one version.</summary>
/// <param name="Version">The plan's version.</param>
/// <param name="Class">The index of the meter's class.</param>
/// <param name="Model">The row's charge model, or the same with factors on it.</param>
/// <remarks>
/// Two rows are two, also where they say the same; a row with other factors is another one. A card makes a model with factors anew when it
/// is asked, so that is compared by what it is made of.
/// </remarks>
internal readonly record struct CellKey(int Version, int Class, ChargeModel Model)
{
    public bool Equals(CellKey other) =>
        Version == other.Version && Class == other.Class
        && (ReferenceEquals(Model, other.Model)
            || (Model is MultipliedCharge mine && other.Model is MultipliedCharge others && ReferenceEquals(mine.Model, others.Model) && mine.Factors.SequenceEqual(others.Factors)));

    public override int GetHashCode() => HashCode.Combine(Version, Class, RuntimeHelpers.GetHashCode(Model is MultipliedCharge multiplied ? multiplied.Model : Model));
}

/// <summary>The running state of one cell. Its size does not grow with the events, except as far as the meter's aggregation must remember them.</summary>
internal sealed class Cell(UsageCharge charge, Period period, TimeZoneInfo zone, CellKey key)
{
    private readonly Aggregator? _quantity = IsPerEvent(charge, key.Model) ? null : new(charge.Terms.In(zone), period);
    private readonly StepSums? _steps = IsPerEvent(charge, key.Model) ? new() : null;
    private IReadOnlyList<BucketValue>? _priced;
    private decimal _summedQuantity;

    public UsageCharge Charge => charge;

    public CellKey Key => key;

    public long Events { get; private set; }

    /// <summary>When the earliest of them happened; its model has a price then.</summary>
    public DateTimeOffset FirstAt { get; private set; } = DateTimeOffset.MaxValue;

    /// <summary>What the events so far add to the running count, where they are priced one by one and know of each other.</summary>
    public decimal Counted { get; private set; }

    /// <summary>The prices of its events, where they are priced one by one.</summary>
    public decimal Total { get; private set; }

    /// <summary>The working of those prices; null where it is priced when the period is over.</summary>
    public StepSums? EventSteps => _steps;

    /// <summary>What is priced when the period is over: its quantity, or that of each bucket. No more readings may be added then.</summary>
    public IReadOnlyList<BucketValue> Priced => _priced ??= _quantity?.Priced() ?? [];

    public decimal Quantity
    {
        get
        {
            var sum = _summedQuantity;
            foreach (var bucket in Priced) sum = Exact.Add(sum, bucket.Value);
            return sum;
        }
    }

    /// <summary>Whether a row prices every event by itself: because the charge says so, or because its model knows no other way.</summary>
    public static bool IsPerEvent(UsageCharge charge, ChargeModel model) => charge.Per == PricedPer.Event || model.IsPerEvent;

    /// <param name="reading">What the event measures.</param>
    /// <param name="price">Its price, where events are priced one by one.</param>
    public void Add(in Reading reading, in EventPrice price)
    {
        Events++;
        if (reading.At < FirstAt) FirstAt = reading.At;
        if (_quantity is not null)
        {
            _quantity.Add(reading);
            return;
        }

        _summedQuantity = Exact.Add(_summedQuantity, reading.Quantity);
        Counted = Exact.Add(Counted, key.Model.Counted(reading.Quantity));
        Total = Exact.Add(Total, price.Total);
        _steps!.Add(price.Steps!);
    }
}

/// <summary>The price of one event, and how it came about.</summary>
internal readonly record struct EventPrice(decimal Total, IReadOnlyList<PricedStep>? Steps);
