using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>A line of versions of one price list, all in one asset. Each is in force from its instant until the next one's.</summary>
public sealed class Card
{
    /// <param name="versions">Numbered 1, 2, 3 …, each effective strictly later than the one before.</param>
    /// <exception cref="ArgumentException">There is none, or they are not so numbered, dated or in one asset.</exception>
    public Card(CardKind kind, string id, ImmutableArray<CardVersion> versions)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (versions.IsDefaultOrEmpty) throw new ArgumentException("A card has at least one version.", nameof(versions));

        for (var i = 0; i < versions.Length; i++)
        {
            if (versions[i].Number != i + 1)
                throw new ArgumentException($"The next version of card '{id}' is {i + 1}, not {versions[i].Number}.", nameof(versions));
            if (i == 0) continue;
            if (versions[i].EffectiveFrom <= versions[i - 1].EffectiveFrom)
                throw new ArgumentException($"Version {i + 1} of card '{id}' must be effective later than version {i}.", nameof(versions));
            if (versions[i].Asset != versions[0].Asset)
                throw new ArgumentException($"Card '{id}' is in {versions[0].Asset}, not in {versions[i].Asset}.", nameof(versions));
        }

        (Kind, Id, Versions) = (kind, id, versions);
    }

    public CardKind Kind { get; }

    public string Id { get; }

    public ImmutableArray<CardVersion> Versions { get; }

    /// <summary>The version in force at an instant: the last one effective at or before it. Null before the first.</summary>
    public CardVersion? At(DateTimeOffset occurredAt)
    {
        // The latest is nearly always the one.
        for (var i = Versions.Length - 1; i >= 0; i--)
        {
            if (Versions[i].EffectiveFrom <= occurredAt) return Versions[i];
        }

        return null;
    }

    /// <exception cref="ArgumentException">The version does not follow the last one.</exception>
    public Card With(CardVersion next) => new(Kind, Id, Versions.Add(next));
}
