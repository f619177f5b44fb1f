using Farebox.Files.Shapes;
using Farebox.Files.Yaml;
using Farebox.Metering;
using Farebox.Metering.Aggregating;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Files;

/// <summary>Reads the values of all files: first what others refer to, then what refers to it.</summary>
internal sealed class PricingReader(Findings found, bool isWhole)
{
    public Section<Asset> Assets { get; } = new("asset", isWhole, found);

    public Section<Meter> Meters { get; } = new("meter", isWhole, found);

    public CardSection Cards { get; } = new(found);

    public Section<AccountTerms> Accounts { get; } = new("account", isWhole, found);

    public void Read(IReadOnlyList<YamlMap> roots)
    {
        foreach (var root in roots) PricingShapes.File.Check(root, found);

        foreach (var (id, node) in Of(roots, "assets"))
            Assets.Add(id, Fits(Texts.AssetCode, id, PricingShapes.Asset, node) ? AssetReader.Read(id, node.OrEmpty(), found) : null);
        foreach (var (id, node) in Of(roots, "meters"))
            Meters.Add(id, Fits(Texts.Id, id, PricingShapes.Meter, node) ? Live(id, MeterReader.Read(id, node.OrEmpty(), found)) : null);

        var cards = new CardReader(Assets, Meters, found);
        foreach (var (id, node) in Of(roots, "rate_cards")) ReadCard(cards, CardKind.Rate, id, node);
        foreach (var (id, node) in Of(roots, "cost_cards")) ReadCard(cards, CardKind.Cost, id, node);
        foreach (var (id, node) in Of(roots, "exchange_cards")) ReadCard(cards, CardKind.Exchange, id, node);
        Cards.CheckOrder();

        var accounts = new AccountReader(Assets, Cards, isWhole, found);
        foreach (var (id, node) in Of(roots, "accounts"))
            Accounts.Add(id, Fits(Texts.Id, id, PricingShapes.Account, node) ? accounts.Read(id, node.OrEmpty()) : null);
    }

    // A server counts and debits event by event, and would report a sum of what is none.
    private Meter? Live(YamlScalar id, Meter? meter)
    {
        if (meter?.Terms.Arrears is not { } arrears) return meter;

        found.Error(id.Place, $"the meter {Quoted.Of(id.Text)} cannot be live: {arrears} {AggregationTerms.LiveHint}");
        return null;
    }

    private void ReadCard(CardReader reader, CardKind kind, YamlScalar id, YamlNode node)
    {
        // Versions are read one by one, so that a mistake in one of them hides no mistake in another.
        Cards.Add(kind, id, (node as YamlMap)?.Find("asset") as YamlScalar);
        if (node is not YamlMap card || card.Find("asset") is not YamlScalar asset || !Fits(Texts.Id, id, Texts.AssetCode, asset)) return;
        foreach (var (number, version) in card.Entries("versions"))
        {
            if (!Fits(Texts.VersionNumber, number, PricingShapes.Version, version)) Cards.AddUnread(kind, id, number);
            else Cards.Add(kind, id, number, reader.Read((kind, id.Text), number, asset, (YamlMap)version));
        }
    }

    // What does not fit has been said by the check of the whole file.
    private static bool Fits(TextShape id, YamlScalar key, Shape shape, YamlNode node) => id.Fault(key.Text) is null && shape.Check(node, new());

    private static IEnumerable<KeyValuePair<YamlScalar, YamlNode>> Of(IReadOnlyList<YamlMap> roots, string key) => roots.SelectMany(root => root.Entries(key));
}
