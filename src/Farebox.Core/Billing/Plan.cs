using System.Collections.Immutable;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Billing;

/// <summary>An offer: a line of dated versions in one currency, each in force from its instant until the next one's.</summary>
/// <remarks>Nothing in it is ever edited, so a bill of any past date comes out the same again.</remarks>
public sealed class Plan
{
    /// <param name="currency">What all its prices and bills are in: money, or a unit such as a credit.</param>
    /// <param name="versions">Numbered upwards; each that is not revoked effective later than those before it that are not.</param>
    /// <exception cref="ArgumentException">There is no version, or they are not so numbered and dated.</exception>
    public Plan(string id, Asset currency, BillingCycle cycle, LineRounding rounding, ImmutableArray<PlanVersion> versions)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(currency);
        ArgumentNullException.ThrowIfNull(cycle);
        ArgumentNullException.ThrowIfNull(rounding);
        if (versions.IsDefaultOrEmpty) throw new ArgumentException("A plan has at least one version.", nameof(versions));

        for (var i = 1; i < versions.Length; i++)
        {
            if (versions[i].Number <= versions[i - 1].Number)
                throw new ArgumentException($"Version {versions[i].Number} of plan '{id}' does not come after version {versions[i - 1].Number}.", nameof(versions));
        }

        var standing = versions.Where(version => version.RevokedAt is null).ToArray();
        foreach (var (before, next) in standing.Zip(standing.Skip(1)))
        {
            if (next.EffectiveFrom <= before.EffectiveFrom)
                throw new ArgumentException($"Version {next.Number} of plan '{id}' must be effective later than version {before.Number}.", nameof(versions));
        }

        (Id, Currency, Cycle, Rounding, Versions) = (id, currency, cycle, rounding, versions);
    }

    public string Id { get; }

    public Asset Currency { get; }

    public BillingCycle Cycle { get; }

    public LineRounding Rounding { get; }

    public ImmutableArray<PlanVersion> Versions { get; }

    /// <summary>The types of the events that its meters measure.</summary>
    public IEnumerable<string> EventTypes => Versions.SelectMany(version => version.EventTypes).Distinct(StringComparer.Ordinal);

    /// <summary>The version in force at an instant: the last one effective at or before it. Null before the first.</summary>
    /// <param name="instant">When the use happened.</param>
    /// <param name="asOf">What was known when: a version that was revoked later stood then. Null: all that is known.</param>
    public PlanVersion? At(DateTimeOffset instant, DateTimeOffset? asOf = null)
    {
        PlanVersion? found = null;
        foreach (var version in Versions)
        {
            var isRevoked = version.RevokedAt is { } revoked && (asOf is null || revoked <= asOf);
            if (!isRevoked && version.EffectiveFrom <= instant && (found is null || version.EffectiveFrom >= found.EffectiveFrom)) found = version;
        }

        return found;
    }
}
