using System.Collections.Immutable;
using Farebox.Charging;
using Farebox.Files.Yaml;
using Farebox.Ledger;
using Farebox.Ledger.BurnOrders;
using Farebox.Ledger.Conventions;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Files.Conformance.Programs;

/// <summary>Reads the account of a program and its steps, whose shapes have been checked.</summary>
internal sealed class ProgramReader(LedgerPreset preset, Func<YamlNode, ChargeModel?> readCharge, Findings found)
{
    private static readonly DateTimeOffset DefaultStart = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>Nothing where something cannot be read; why is found.</returns>
    public ProgramQuestion? Read(YamlMap ledger, YamlMap inputs, NumberRounding rounding)
    {
        var errors = found.Errors;
        var setup = ReadSetup(ledger);
        if (setup is null || found.Errors > errors) return null;

        var reader = new StepReader(setup, preset, found);
        ImmutableArray<ProgramStep> steps = [.. inputs.Items("steps").Select(node => reader.Read((YamlMap)node))];
        return found.Errors == errors ? new(setup, steps, rounding) : null;
    }

    private ProgramSetup? ReadSetup(YamlMap ledger)
    {
        YamlMap[] cards = [.. ledger.Items("cards").Cast<YamlMap>()];
        Asset[] assets = [.. cards.Select(card => ProgramAssets.Of(card.Required("asset")))];
        if (assets.Length == 0) assets = [ProgramAssets.Of(ProgramAssets.Credit)];

        var prices = cards.Length == 0 ? [[(ProgramSetup.Meter, new PerUnitCharge(1m))]] : cards.Select(ReadPrices).ToArray();
        var start = ledger.Text("start") is { } text && Rfc3339.TryParse(text, out var instant) ? instant : DefaultStart;
        return new(CatalogOf(assets, prices, ShortfallOf(ledger)), [.. assets.Index().Select(item => CardId(item.Index))], assets[0], [.. ReadMembers(ledger)], ReadOrder(ledger), start);
    }

    private BurnOrder? ReadOrder(YamlMap ledger) => BurnOrderPreset.Find(ledger.Text("burn_order") ?? preset.Name) is { } order && order.Order != BurnOrder.Default ? order.Order : null;

    private (string Meter, ChargeModel Charge)[] ReadPrices(YamlMap card) =>
    [
        .. card.Entries("prices").Select(price => (Meter: price.Key, Charge: readCharge(price.Value))).Where(price => price.Charge is not null && IsLive(price.Meter, price.Charge))
            .Select(price => (price.Meter.Text, price.Charge!)),
    ];

    private bool IsLive(YamlScalar meter, ChargeModel charge) =>
        LiveCard.Misfit(CardKind.Rate, RowOf(meter.Text, charge)) is not { } misfit || found.Error(meter.Place, misfit.Detail);

    private static IEnumerable<(string Id, string? Parent)> ReadMembers(YamlMap ledger) =>
        ledger.Items("members").Select(node => node is YamlMap map ? (map.Required("id"), map.Text("parent")) : (((YamlScalar)node).Text, null));

    private ShortfallPolicy ShortfallOf(YamlMap ledger) =>
        (ledger.Text("shortfall") ?? (preset.Shortfall == Shortfall.Reject ? "reject" : "debt")) == "reject" ? ShortfallPolicy.Reject : ShortfallPolicy.Debt;

    private static Catalog CatalogOf(Asset[] assets, (string Meter, ChargeModel Charge)[][] prices, ShortfallPolicy shortfall)
    {
        var (catalog, seq) = (Catalog.Empty, 0L);
        foreach (var asset in assets.Distinct()) catalog = catalog.WithAsset(asset, ++seq);
        foreach (var meter in prices.SelectMany(card => card).Select(price => price.Meter).Distinct(StringComparer.Ordinal))
            catalog = catalog.WithMeter(MeterOf(meter, shortfall), ++seq);
        foreach (var (card, i) in prices.Select((card, i) => (card, i)).Where(item => item.card.Length > 0))
            catalog = catalog.WithCardVersion(CardKind.Rate, CardId(i), new(1, DateTimeOffset.MinValue, assets[i], [.. card.Select(price => RowOf(price.Meter, price.Charge))]), ++seq);
        return catalog;
    }

    private static Meter MeterOf(string id, ShortfallPolicy shortfall) =>
        new(id, id, Aggregation.Sum, [new MeterComponent(ProgramEvents.Quantity, ProgramEvents.Quantity)], [ProgramEvents.ModelField], onShortfall: shortfall);

    private static CardRow RowOf(string meter, ChargeModel charge) => new(meter, ProgramEvents.Quantity, ImmutableSortedDictionary<string, string>.Empty, charge);

    private static string CardId(int index) => $"card-{index + 1}";
}
