using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>The local time of the use chooses the model: the first window that holds it, or the one for all other times.</summary>
/// <remarks>Local time follows the zone's rules, so a day with a change of the clock has 23 or 25 hours. Tiers inside count all use of the charge.</remarks>
public sealed record TimeOfDayCharge : ChargeModel
{
    /// <param name="windows">In the order they are tried.</param>
    /// <param name="otherwise">For other times; null: such use has no price.</param>
    /// <exception cref="ArgumentException">There is no window, or a model inside rounds each event.</exception>
    public TimeOfDayCharge(TimeZoneInfo zone, ImmutableArray<TimeOfDayWindow> windows, ChargeModel? otherwise)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (windows.IsDefaultOrEmpty) throw new ArgumentException("There is at least one window.", nameof(windows));

        (Zone, Windows) = (zone, windows);
        Otherwise = otherwise is null ? null : Inner.Checked(otherwise, nameof(otherwise));
    }

    public TimeZoneInfo Zone { get; }

    public ImmutableArray<TimeOfDayWindow> Windows { get; }

    public ChargeModel? Otherwise { get; }

    public override string? Arrears => Otherwise?.Arrears ?? Windows.Select(window => window.Charge.Arrears).FirstOrDefault(reason => reason is not null);

    /// <summary>Uses of different times are never one quantity.</summary>
    public override bool IsPerEvent => true;

    internal override ImmutableArray<string> RequestClasses =>
        Windows.Select(window => window.Charge.RequestClasses).Append(Otherwise?.RequestClasses ?? []).FirstOrDefault(classes => !classes.IsEmpty, []);

    internal override string? Refusal(decimal quantity, in PriceContext context)
    {
        if (base.Refusal(quantity, context) is { } reason) return reason;
        return Chosen(context.OccurredAt) is { } charge ? charge.Refusal(quantity, context) : "There is no price for this time of day.";
    }

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
        return Chosen(context.OccurredAt)!.Compute(quantity, context, working);
    }

    public bool Equals(TimeOfDayCharge? other) =>
        other is not null && Zone.Id == other.Zone.Id && Equals(Otherwise, other.Otherwise) && Windows.SequenceEqual(other.Windows);

    public override int GetHashCode() => HashCode.Combine(Zone.Id, Windows.Length, Windows[0], Otherwise);

    private ChargeModel? Chosen(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone).DateTime;
        foreach (var window in Windows)
        {
            if (window.Holds(local)) return window.Charge;
        }

        return Otherwise;
    }
}
