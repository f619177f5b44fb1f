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
internal sealed class Cell(UsageCharge charge, Period period, TimeZoneInfo zone, CellKey key, RunningStanding running)
{
    private readonly bool _needsGross = Counting.NeedsGross(key.Model);
    private readonly Aggregator? _quantity = IsPerEvent(charge, key.Model) ? null : new(charge.Terms.In(zone), period);
    private readonly StepSums? _steps = IsPerEvent(charge, key.Model) ? new() : null;
    private Carry? _carried;
    private Aggregator? _whole;
    private IReadOnlyList<BucketValue>? _priced;
    private decimal _summedQuantity;

    public UsageCharge Charge => charge;

    public CellKey Key => key;

    public long Events { get; private set; }

    /// <summary>When the earliest of them happened, so that its model has a price then; the period's beginning where there is none.</summary>
    public DateTimeOffset FirstAt { get; private set; } = period.Start;

    /// <summary>What the events of an account priced before the next one, where they are priced one by one and know of each other.</summary>
    public PriceContext After(in PriceContext context) => running.Stands.On(context, _needsGross);

    /// <summary>The prices of its events, where they are priced one by one.</summary>
    public decimal Total { get; private set; }

    /// <summary>The working of those prices; null where it is priced when the period is over.</summary>
    public StepSums? EventSteps => _steps;

    /// <summary>What is priced when the period is over: its quantity, or that of each bucket. No more readings may be added then.</summary>
    public IReadOnlyList<BucketValue> Priced => _priced ??= Whole()?.Priced() ?? [];

    /// <summary>What the next period is handed, where the meter's level goes on; null where nothing does.</summary>
    public Carry? CarriedOut => charge.Meter.Terms.CarryOver ? Whole()?.Carried() : null;

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

    /// <summary>Begins with what the period before handed on.</summary>
    public void CarryIn(Carry carried) => (_carried, _whole, _priced) = (carried, null, null);

    /// <param name="reading">What the event measures.</param>
    /// <param name="price">Its price, where events are priced one by one.</param>
    public void Add(in Reading reading, in EventPrice price)
    {
        if (Events++ == 0 || reading.At < FirstAt) FirstAt = reading.At;
        if (_quantity is not null)
        {
            _quantity.Add(reading);
            return;
        }

        _summedQuantity = Exact.Add(_summedQuantity, reading.Quantity);
        if (charge.Per != PricedPer.Event) running.Stands = running.Stands.After(key.Model, reading.Quantity, price.Context, _needsGross);
        Total = Exact.Add(Total, price.Total);
        _steps!.Add(price.Steps!);
    }

    // An aggregator is told at its beginning what was carried in, which is known when the period before is over.
    private Aggregator? Whole()
    {
        if (_whole is not null || _quantity is null || _carried is null) return _whole ?? _quantity;

        _whole = new(_quantity.Terms, period, _carried);
        _whole.Merge(_quantity);
        return _whole;
    }
}

/// <summary>The price of one event, and how it came about.</summary>
internal readonly record struct EventPrice(decimal Total, IReadOnlyList<PricedStep>? Steps, PriceContext Context);
