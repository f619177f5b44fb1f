using System.Text.Json;
using Farebox.Charging;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Postgres.Configuration;

/// <summary>A version of a card as configured.</summary>
public sealed class CardItem(CardTerms terms) : ConfigItem
{
    internal const string KindName = "card";

    public override string Kind => KindName;

    /// <summary>A card's versions are items of their own.</summary>
    public override string Id => $"{terms.Kind.Name()}/{terms.CardId}/{terms.Version}";

    internal static CardItem Read(JsonElement body) => new(new CardTerms
    {
        Kind = CardKinds.TryParse(ConfigJson.Text(body, "kind"), out var kind) ? kind : throw new JsonException("The stored card is of no kind."),
        CardId = ConfigJson.Text(body, "id"),
        Version = body.GetProperty("version").GetInt32(),
        EffectiveFrom = ConfigJson.Time(body, "effective_from"),
        AssetCode = ConfigJson.Text(body, "asset"),
        Rows = [.. body.GetProperty("rows").EnumerateArray().Select(CardRowJson.Read)],
        Derived = FactorJson.ReadDerived(body),
        Multipliers = FactorJson.ReadMultipliers(body),
    });

    internal override ConfigRefusal? Check(Catalog catalog)
    {
        if (catalog.FindAsset(terms.AssetCode) is not { } asset) return new("asset_unknown", $"There is no asset {terms.AssetCode}.");

        try
        {
            var version = terms.Build(asset);
            return (terms.Kind == CardKind.Exchange ? CheckGiven(catalog, asset, version) : CheckMeters(catalog, version)) ?? CheckLive(version) ?? CheckOrder(catalog, version);
        }
        catch (ArgumentException fault)
        {
            return new("invalid_rule", fault.Message);
        }
    }

    internal override bool IsSameAs(ConfigItem other, Catalog catalog) =>
        other is CardItem same
        && terms.AssetCode == same.Terms.AssetCode
        && catalog.FindAsset(terms.AssetCode) is { } asset
        && terms.Build(asset).HasSameTerms(same.Terms.Build(asset));

    internal override Catalog AddTo(Catalog catalog, long configSeq) =>
        catalog.WithCardVersion(terms.Kind, terms.CardId, terms.Build(catalog.FindAsset(terms.AssetCode)!), configSeq);

    private protected override void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("kind", terms.Kind.Name());
        json.WriteString("id", terms.CardId);
        json.WriteNumber("version", terms.Version);
        json.WriteString("effective_from", Rfc3339.Format(terms.EffectiveFrom));
        json.WriteString("asset", terms.AssetCode);
        json.WriteStartArray("rows");
        foreach (var row in terms.Rows) CardRowJson.Write(json, row);
        json.WriteEndArray();
        FactorJson.Write(json, terms);
        json.WriteEndObject();
    }

    private CardTerms Terms => terms;

    private static ConfigRefusal? CheckMeters(Catalog catalog, CardVersion version)
    {
        var named = version.Rows.Select(row => row.Meter).Concat(version.Derived.Select(derived => derived.Meter)).Concat(version.Multipliers.Select(multiplier => multiplier.Meter));
        foreach (var name in named.Distinct(StringComparer.Ordinal))
        {
            if (catalog.FindMeter(name) is not { } meter) return new("meter_unknown", $"There is no meter {name}.");
            if (version.Misfits(catalog.ShapeOf(meter)).FirstOrDefault() is { } misfit) return new("invalid_rule", misfit);
        }

        return null;
    }

    // Where other cards name meters, an exchange card names the assets that are given.
    private ConfigRefusal? CheckGiven(Catalog catalog, Money.Asset received, CardVersion version)
    {
        if (!terms.Derived.IsEmpty) return new("invalid_rule", "An asset that is given has one class, so nothing is derived from another.");
        foreach (var code in terms.Rows.Select(row => row.Meter).Concat(terms.Multipliers.Select(multiplier => multiplier.Meter)).Distinct(StringComparer.Ordinal))
        {
            if (catalog.FindAsset(code) is not { } given) return new("asset_unknown", $"There is no asset {code} to be given.");
            if (given == received) return new("invalid_rule", $"The card gives {code} for itself.");
            if (version.Misfits(catalog.ShapeOfGiven(given)).FirstOrDefault() is { } misfit) return new("invalid_rule", misfit);
        }

        return null;
    }

    private ConfigRefusal? CheckLive(CardVersion version) =>
        LiveCard.Misfit(terms.Kind, version) is { } misfit ? new(misfit.Code, misfit.Detail) : null;

    private ConfigRefusal? CheckOrder(Catalog catalog, CardVersion version)
    {
        var last = catalog.FindCard(terms.Kind, terms.CardId)?.Versions[^1];
        if (terms.Version != (last?.Number ?? 0) + 1)
            return new("version_out_of_order", $"The next version of card {terms.CardId} is {(last?.Number ?? 0) + 1}.");
        if (last is null) return null;
        if (version.EffectiveFrom <= last.EffectiveFrom)
            return new("version_out_of_order", $"Version {terms.Version} must be effective after {Rfc3339.Format(last.EffectiveFrom)}.");
        return version.Asset == last.Asset ? null : new("asset_mismatch", $"Card {terms.CardId} is in {last.Asset.Code}.");
    }
}
