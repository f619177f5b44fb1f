using System.IO.Enumeration;
using Farebox.Metering.Payloads;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.PriceMaps;

/// <summary>Cards made of a price map, and the account of every field that is in them or is not.</summary>
internal sealed class PriceBook
{
    private const long PerTokens = 1_000_000;

    private readonly PriceOptions _options;
    private PriceBook(PriceOptions options, IReadOnlyList<MapModel> models) => (_options, Models) = (options, models);

    public IReadOnlyList<MapModel> Models { get; }

    /// <summary>Rate and cost card, version by version.</summary>
    public IReadOnlyList<PriceCard> Cards { get; private set; } = [];

    /// <summary>The classes that have a row, in their usual order; the meter needs a component for each.</summary>
    public IReadOnlyList<string> Classes { get; private set; } = [];

    /// <summary>Rows for reasoning at the price of output, for models whose entry names no other.</summary>
    public int ReasoningRows { get; private set; }

    public PriceOptions Options => _options;

    public static PriceBook Make(IEnumerable<MapModel> all, PriceOptions options)
    {
        var models = all.Where(model => IsOneOf(options.Models, model.Id) && (options.Providers.Count == 0 || options.Providers.Contains(model.Provider))).ToArray();
        var book = new PriceBook(options, models);
        foreach (var model in models)
        {
            PriceDoubts.Look(model, options.Accepted);
            KnownErrors.Mark(model);
        }

        book.DoubtSharedNames();
        book.LeavePast();
        book.DoubtInexactRates();
        book.MakeCards();
        return book;
    }

    private static bool IsOneOf(IReadOnlyList<string> patterns, string id) =>
        patterns.Count == 0 || patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, id, ignoreCase: false));

    /// <summary>The days on which prices change, the first of them the beginning.</summary>
    private DateOnly[] Days() =>
    [
        .. Models.SelectMany(model => model.Offers).Where(offer => offer.From > _options.EffectiveFrom && offer.From < DateOnly.MaxValue && !offer.IsKnownWrong)
            .Select(offer => offer.From!.Value).Append(_options.EffectiveFrom).Distinct().Order(),
    ];

    // Two providers may sell a model under one name at two prices; which of them an event means, nobody can tell.
    private void DoubtSharedNames()
    {
        foreach (var same in Models.GroupBy(model => model.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            var providers = string.Join(", ", same.Select(model => model.Provider));
            foreach (var field in same.SelectMany(model => model.Fields).Where(field => field.IsMapped))
                field.Doubt(PriceDoubts.Ambiguous, $"It is sold by {providers}; name one with --provider.", _options.Accepted);
        }
    }

    private void LeavePast()
    {
        var days = Days();
        foreach (var model in Models)
        {
            var used = days.Select(model.OfferOn).ToHashSet();
            foreach (var field in model.Offers.Where(offer => !used.Contains(offer)).SelectMany(offer => offer.Fields).Where(field => field.IsMapped))
                field.Leave("past", $"Another price has replaced it by {_options.EffectiveFrom:yyyy-MM-dd}.");
        }
    }

    private void DoubtInexactRates()
    {
        foreach (var field in Models.SelectMany(model => model.Fields).Where(field => field.IsMapped))
        {
            if (!TryRate(field.Price, out _)) field.Doubt("inexact_rate", "With the markup it has more than 12 decimal places.", new HashSet<string>());
        }
    }

    private bool TryRate(decimal dollars, out decimal rate) =>
        Exact.TryMultiply(dollars, _options.Markup, out rate) && Exact.TryMultiply(rate, _options.PerDollar, out rate) && UnitPrice.IsValid(rate);

    private void MakeCards()
    {
        var ids = Models.Select(model => model.Id).ToHashSet(StringComparer.Ordinal);
        var shared = Models.SelectMany(model => model.Aliases).GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1 || ids.Contains(group.Key))
            .Select(group => group.Key).ToHashSet(StringComparer.Ordinal);

        var cards = new List<PriceCard>();
        foreach (var (index, day) in Days().Index())
        {
            var prices = Models.SelectMany(model => Prices(model, day, [model.Id, .. model.Aliases.Where(alias => !shared.Contains(alias))])).ToArray();
            if (prices.Length == 0) continue;

            cards.Add(Card("cost", PriceOptions.Dollar, index, day, prices, dollars => dollars));
            cards.Add(Card("rate", _options.Asset, index, day, prices, dollars => TryRate(dollars, out var rate) ? rate : throw new InvalidOperationException("A rate was looked at before.")));
        }

        Cards = cards;
        Classes = [.. UsageClasses.Names.Where(name => cards.Any(card => card.Rows.Any(row => row.Class == name)))];
    }

    private PriceCard Card(string kind, string asset, int index, DateOnly day, IEnumerable<(string Class, string Model, decimal Dollars)> prices, Func<decimal, decimal> price) =>
        new(kind, _options.CardId, _options.Version + index, day, asset, [.. prices.Select(row => Row(row.Class, row.Model, price(row.Dollars)))]);

    private static PriceRow Row(string @class, string model, decimal price)
    {
        var isToken = UsageClasses.TryParse(@class, out var known) && UsageClasses.IsToken(known);
        return new(@class, model, isToken ? price * PerTokens : price, isToken ? PerTokens : 1);
    }

    private IEnumerable<(string Class, string Model, decimal Dollars)> Prices(MapModel model, DateOnly day, IReadOnlyList<string> names)
    {
        if (model.OfferOn(day) is not { } offer) yield break;
        var prices = offer.Fields.Where(field => field.IsMapped).DistinctBy(field => field.Class).ToList();

        // Reasoning is output. A model whose entry gives it no price of its own would else be unrated whenever it thinks.
        var output = offer.Find("output");
        var isDerived = output is not null && offer.Fields.All(field => field.Class != "reasoning");
        foreach (var name in names)
        {
            foreach (var field in prices) yield return (field.Class!, name, field.Price);
            if (!isDerived) continue;

            ReasoningRows++;
            yield return ("reasoning", name, output!.Price);
        }
    }
}
