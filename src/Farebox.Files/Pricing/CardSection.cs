using System.Collections.Immutable;
using System.Globalization;
using Farebox.Files.Yaml;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Files;

/// <summary>The cards of all files. A card's versions may stand in several of them; each says what asset it is in.</summary>
internal sealed class CardSection(Findings found)
{
    private readonly Dictionary<(CardKind Kind, string Id), (YamlScalar? Asset, SortedDictionary<int, Placed<CardTerms?>> Versions)> _cards = [];

    public ImmutableArray<Placed<CardTerms>> Valid =>
    [
        .. _cards.OrderBy(card => card.Key.Kind).ThenBy(card => card.Key.Id, StringComparer.Ordinal)
            .SelectMany(card => card.Value.Versions.Values)
            .Where(version => version.Value is not null)
            .Select(version => new Placed<CardTerms>(version.Value!, version.Place)),
    ];

    public IEnumerable<string> Ids(CardKind kind) => _cards.Keys.Where(key => key.Kind == kind).Select(key => key.Id);

    public void Add(CardKind kind, YamlScalar id, YamlScalar? asset)
    {
        if (_cards.TryAdd((kind, id.Text), (asset, []))) return;
        if (_cards[(kind, id.Text)].Asset is { } first && asset is not null && first.Text != asset.Text)
            found.Error(asset.Place, $"the card {Quoted.Of(id.Text)} is in {first.Text}, by {first.Place}. All versions of a card are in one asset.");
    }

    public void Add(CardKind kind, YamlScalar id, YamlScalar number, CardTerms? terms)
    {
        var versions = _cards[(kind, id.Text)].Versions;
        if (!versions.TryAdd(Number(number), new(terms, number.Place)))
            found.Error(number.Place, $"version {number.Text} of the card {Quoted.Of(id.Text)} is defined already, at {versions[Number(number)].Place}. Keep one of the two.");
    }

    /// <summary>A version that is malformed is there all the same, so that the next one is not said to follow nothing.</summary>
    public void AddUnread(CardKind kind, YamlScalar id, YamlScalar number)
    {
        if (Texts.VersionNumber.Fault(number.Text) is null) Add(kind, id, number, null);
    }

    /// <summary>Finds versions that do not follow the one before. The first may be any, as older ones may have been removed.</summary>
    public void CheckOrder()
    {
        foreach (var ((_, id), card) in _cards)
        {
            foreach (var ((before, last), (number, next)) in card.Versions.Zip(card.Versions.Skip(1)))
            {
                if (number != before + 1)
                    found.Error(next.Place, $"version {number} of the card {Quoted.Of(id)} follows version {before}. Number the versions without a gap: this is {before + 1}.");
                else if (last.Value is not null && next.Value is not null && next.Value.EffectiveFrom <= last.Value.EffectiveFrom)
                    found.Error(next.Place, $"version {number} of the card {Quoted.Of(id)} must be effective after version {before}, which is from {Rfc3339.Format(last.Value.EffectiveFrom)}.");
            }
        }
    }

    private static int Number(YamlScalar number) => int.Parse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture);
}
