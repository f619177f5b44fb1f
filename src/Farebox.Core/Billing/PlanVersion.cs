using System.Collections.Immutable;
using Farebox.Metering;

namespace Farebox.Billing;

/// <summary>One version of a plan. Never edited: a change is a new version, and one that is not wanted any more is revoked before it starts.</summary>
public sealed class PlanVersion
{
    private readonly Dictionary<string, MeterUse[]> _uses;

    /// <param name="number">1 or more.</param>
    /// <param name="effectiveFrom">Use that happened then or later is priced by it, until the next version's.</param>
    /// <param name="meters">All that events are measured by; one that no charge bills is only counted when it is not priced.</param>
    /// <param name="terms">What it costs.</param>
    /// <param name="revokedAt">When it was taken back; before it starts. Null: it stands.</param>
    /// <exception cref="ArgumentException">It is revoked too late, two things have one name, or an allowance names a charge that there is not.</exception>
    public PlanVersion(int number, DateTimeOffset effectiveFrom, ImmutableArray<Meter> meters, PlanTerms terms, DateTimeOffset? revokedAt = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentNullException.ThrowIfNull(terms);
        if (revokedAt >= effectiveFrom) throw new ArgumentException($"Version {number} has started by then; only a version that has not is revoked.", nameof(revokedAt));
        if (terms.Fault() is { } fault) throw new ArgumentException(fault, nameof(terms));

        (Number, EffectiveFrom, RevokedAt, Terms) = (number, effectiveFrom, revokedAt, terms);
        _uses = meters.GroupBy(meter => meter.EventType, StringComparer.Ordinal)
            .ToDictionary(type => type.Key, type => type.Select(meter => new MeterUse(meter, terms, number)).ToArray(), StringComparer.Ordinal);
    }

    public int Number { get; }

    public DateTimeOffset EffectiveFrom { get; }

    public DateTimeOffset? RevokedAt { get; }

    public PlanTerms Terms { get; }

    public IEnumerable<string> EventTypes => _uses.Keys;

    /// <summary>The meters of an event type, each with what bills it.</summary>
    internal ReadOnlySpan<MeterUse> UsesOf(string eventType) => _uses.GetValueOrDefault(eventType);

    /// <summary>The same meter with what bills it in this version.</summary>
    internal MeterUse? UseOf(Meter meter) => Array.Find(_uses.GetValueOrDefault(meter.EventType, []), use => use.Meter.Id == meter.Id);
}

/// <summary>A meter, and the charges that price what it measures.</summary>
internal sealed class MeterUse(Meter meter, PlanTerms terms, int version)
{
    public Meter Meter { get; } = meter;

    /// <summary>The number of the version whose charges these are.</summary>
    public int Version { get; } = version;

    public UsageCharge[] Charges { get; } = [.. terms.Charges.Where(charge => charge.Meter.Id == meter.Id)];

    public UsageCharge[] Costs { get; } = [.. terms.Costs.Where(charge => charge.Meter.Id == meter.Id)];
}
