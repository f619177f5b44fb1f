using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>A line of versions of one price list, all in one asset. Each is in force from its instant until the next one's.</summary>
public sealed class Card
{
    /// <param name="versions">Numbered 1, 2, 3 …, each effective strictly later than the one before.</param>
    /// <exception cref="ArgumentException">There is none, or they are not so numbered, dated or in one asset.</exception>
    public Card(CardKind kind, string id, ImmutableArray<CardVersion> versions)
        : this(kind, id, versions, [])
    {
    }

    private Card(CardKind kind, string id, ImmutableArray<CardVersion> versions, ImmutableHashSet<int> revoked)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (versions.IsDefaultOrEmpty) throw new ArgumentException("A card has at least one version.", nameof(versions));

        for (var i = 0; i < versions.Length; i++)
        {
            if (versions[i].Number != i + 1)
                throw new ArgumentException($"The next version of card '{id}' is {i + 1}, not {versions[i].Number}.", nameof(versions));
            if (versions[..i].LastOrDefault(version => !revoked.Contains(version.Number)) is { } last && versions[i].EffectiveFrom <= last.EffectiveFrom)
                throw new ArgumentException($"Version {i + 1} of card '{id}' must be effective later than version {last.Number}.", nameof(versions));
            if (versions[i].Asset != versions[0].Asset)
                throw new ArgumentException($"Card '{id}' is in {versions[0].Asset}, not in {versions[i].Asset}.", nameof(versions));
        }

        (Kind, Id, Versions, Revoked) = (kind, id, versions, revoked);
    }

    public CardKind Kind { get; }

    public string Id { get; }

    /// <summary>All of them, revoked ones too: a number never means anything else.</summary>
    public ImmutableArray<CardVersion> Versions { get; }

    /// <summary>Numbers of the versions that were taken back before they began.</summary>
    public ImmutableHashSet<int> Revoked { get; }

    /// <summary>The version in force at an instant: the last one effective at or before it that is not revoked. Null before the first.</summary>
    public CardVersion? At(DateTimeOffset occurredAt)
    {
        // The latest is nearly always the one.
        for (var i = Versions.Length - 1; i >= 0; i--)
        {
            if (Versions[i].EffectiveFrom <= occurredAt && !Revoked.Contains(i + 1)) return Versions[i];
        }

        return null;
    }

    /// <exception cref="ArgumentException">The version does not follow the last one.</exception>
    public Card With(CardVersion next) => new(Kind, Id, Versions.Add(next), Revoked);

    /// <summary>Takes a version back that has not begun. The one before stays in force; the number is not used again.</summary>
    /// <exception cref="ArgumentException">There is no such version, or it has begun.</exception>
    public Card Without(int number, DateTimeOffset now)
    {
        if (number < 1 || number > Versions.Length) throw new ArgumentException($"Card '{Id}' has no version {number}.", nameof(number));
        if (Versions[number - 1].EffectiveFrom <= now)
            throw new ArgumentException($"Version {number} of card '{Id}' is in force already; a change of price is a new version.", nameof(number));

        return new(Kind, Id, Versions, Revoked.Add(number));
    }
}
