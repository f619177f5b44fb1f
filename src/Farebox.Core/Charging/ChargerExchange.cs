using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Charging;

/// <summary>Prices what giving an amount of one asset comes to in another, by the same formula as use.</summary>
public sealed partial class Charger
{
    // Evidence is written as that of a meter.
    private static readonly Meter Given = new("exchange", "exchange", Aggregation.Sum, [new(ExchangeShape.Class, ExchangeShape.Class)], ExchangeShape.Dimensions);

    /// <summary>What an amount comes to at an instant, and how much of it that takes.</summary>
    /// <param name="ask">What is given for what.</param>
    /// <param name="counters">Where the running counts stand, for rates by volume.</param>
    /// <param name="at">Decides the version of the card, and the period of the count.</param>
    /// <param name="working">Collects how it came about.</param>
    /// <remarks>
    /// It is rounded down to the smallest unit of what is received. What was not needed for that stays where it was: what is given is the least amount that
    /// comes to as much.
    /// </remarks>
    public ExchangeResult Exchange(ExchangeAsk ask, ICounters counters, DateTimeOffset at, Working? working = null)
    {
        ArgumentNullException.ThrowIfNull(ask);
        if (Catalog.FindCard(CardKind.Exchange, ask.Card) is not { } card)
            return ExchangeResult.None("card_unknown", $"There is no exchange card '{ask.Card}'. Make one, or name another.");

        string[] dimensions = [ask.Model, ask.Product];
        var shape = Catalog.ShapeOfGiven(ask.From);
        var version = card.At(at);
        var rate = new CardPrices(card.Id, version, version?.Find(shape, dimensions));
        if (version is null) return ExchangeResult.None("price_missing", $"Exchange card '{card.Id}' has no version at that time.");

        try
        {
            return Exchange(ask, rate, shape, dimensions, new(counters, at, IsDebit: true), working);
        }
        catch (OverflowException)
        {
            return ExchangeResult.None("amount_overflow", $"That much {ask.From.Code} does not fit the asset {version.Asset.Code}.");
        }
    }

    private ExchangeResult Exchange(ExchangeAsk ask, CardPrices rate, PriceShape shape, string[] dimensions, PricingMoment moment, Working? working)
    {
        var to = rate.Version!.Asset;
        if (ToUnits(ask.Units, out var refusal) is not { } received) return ExchangeResult.None("price_missing", refusal!);

        // The price never falls as the amount grows, so halving finds the least amount that comes to as much.
        var (least, enough) = (0L, ask.Units);
        while (enough - least > 1)
        {
            var middle = least + ((enough - least) / 2);
            if (ToUnits(middle, out _) >= received) enough = middle;
            else least = middle;
        }

        if (received == 0) return new(rate.Version, 0, 0, null, null, null);

        var measured = new Measured(shape, [AmountOf(enough)], [true], dimensions);
        _ = PriceOn(rate, measured, _rates, moment, working);
        var lines = Lines(rate, _rates);
        return new(
            rate.Version, enough, received,
            new()
            {
                Meter = shape.Meter, Model = ask.Model, Asset = to, Units = received, Quantity = AmountOf(enough),
                Counters = lines is null ? [] : Moves(Given, measured, lines, null, null),
                Evidence = _evidence.Write(Given, measured, new(rate, lines), default, null),
            },
            null, null);

        decimal AmountOf(long units) => Amount.FromUnits(ask.From, units).ToDecimal();

        long? ToUnits(long units, out string? why)
        {
            var price = PriceOn(rate, new(shape, [AmountOf(units)], [true], dimensions), _rates, moment, null);
            why = price.IsPriced ? null : $"Exchange card '{rate.Card}' version {rate.Version!.Number}: {price.Reason ?? $"there is no rate for {ask.From.Code} with these dimensions."}";
            return price.IsPriced ? Amount.Round(to, price.Total, MidpointRounding.ToZero).Units : null;
        }
    }
}

/// <summary>What is given for what.</summary>
/// <param name="From">The asset that is given.</param>
/// <param name="Units">How much of it at most, in smallest units; above zero.</param>
/// <param name="Card">The exchange card, which says the asset that is received.</param>
/// <param name="Model">Chooses the rate; empty where it does not matter.</param>
/// <param name="Product">Likewise.</param>
public sealed record ExchangeAsk(Asset From, long Units, string Card, string Model = "", string Product = "");

/// <summary>What an exchange comes to, or why it cannot be.</summary>
/// <param name="Version">The version of the card that applies.</param>
/// <param name="Given">How much is given, in smallest units: at most what was asked, and no more than comes to as much.</param>
/// <param name="Received">How much is received, in smallest units of the card's asset; zero where the amount buys nothing.</param>
/// <param name="Charge">How it came about, and how it moves the running count; <see langword="null"/> where nothing is received.</param>
/// <param name="Code">Why there is no rate: a registered code.</param>
/// <param name="Detail">The same in words.</param>
public sealed record ExchangeResult(CardVersion? Version, long Given, long Received, Charge? Charge, string? Code, string? Detail)
{
    internal static ExchangeResult None(string code, string detail) => new(null, 0, 0, null, code, detail);
}
