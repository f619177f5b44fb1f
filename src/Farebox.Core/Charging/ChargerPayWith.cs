using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Rating;

namespace Farebox.Charging;

/// <summary>Charges an event on several rate cards in turn, each in its own asset: what one asset cannot pay for is priced on the next one's card.</summary>
/// <remarks>
/// The part that an asset pays for is the largest quantity, at six decimals, whose rounded price fits what is available: components in meter order, the
/// first that does not fit in part. What is left in a wallet and buys no more stays there. The last card takes what remains, and its shortfall is that of the event.
/// </remarks>
public sealed partial class Charger
{
    private const decimal QuantityStep = 0.000001m;

    private readonly Draft _planned = new();

    /// <summary>One charge per meter and asset, in the order in which they are debited, or why there is none.</summary>
    /// <param name="usage">The event.</param>
    /// <param name="book">The account, and what it has available.</param>
    /// <param name="use">Who used it and when; meter and model are each charge's own.</param>
    /// <param name="hold">The open hold it is captured from, if there is one.</param>
    /// <param name="now">When it is recorded.</param>
    public ChargeResult ChargeAlong(UsageEvent usage, Book book, in Use use, Hold? hold, DateTimeOffset now)
    {
        _planned.Clear();
        return ChargeAlong(usage, book, use, hold, CounterSnapshot.Over(book), now);
    }

    /// <summary>The charges of an event that takes the place of another, which has been given back already.</summary>
    /// <param name="usage">What it says.</param>
    /// <param name="book">The account.</param>
    /// <param name="use">Who used it and when.</param>
    /// <param name="counters">Where the running counts stand once the other is taken back.</param>
    /// <param name="planned">What has been given back.</param>
    /// <param name="now">When it is recorded.</param>
    public ChargeResult ChargeCorrected(UsageEvent usage, Book book, in Use use, CounterSnapshot counters, Draft planned, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(book);
        if (book.RateCards.Length == 1) return ChargeEvent(usage, book.RateCard, book.CostCard, counters, use.OccurredAt);

        _planned.Clear();
        _planned.Take(planned);
        return ChargeAlong(usage, book, use, null, counters, now);
    }

    private ChargeResult ChargeAlong(UsageEvent usage, Book book, in Use use, Hold? hold, CounterSnapshot counters, DateTimeOffset now)
    {
        _charges.Clear();
        var moment = new PricingMoment(counters, use.OccurredAt, IsDebit: true);
        foreach (var meter in Catalog.MetersFor(usage.Type))
        {
            if (!meter.Matches(usage)) continue;
            if (ChargeAlong(meter, usage.Data, new(book, use, hold, now), moment) is { } failure) return failure;
        }

        return _charges.Count > 0 ? new(null, [.. _charges], ChargeFailure.None, null, null) : NoMeter(usage);
    }

    /// <returns>Why the event has no charge; nothing when the meter's charges are among the others.</returns>
    private ChargeResult? ChargeAlong(Meter meter, EventData data, PayingBook paying, PricingMoment moment)
    {
        var (quantities, present) = (new QuantityBuffer(), new PresenceBuffer());
        Span<decimal> amounts = quantities;
        Span<bool> present16 = present;
        if (meter.Measure(data, amounts, present16, out var dimensions) is { } error) return Unmeasured(meter, error);

        var cards = paying.Book.RateCards;
        for (var i = 0; i < cards.Length; i++)
        {
            var measured = new Measured(Catalog.ShapeOf(meter), amounts, present16, dimensions);
            var rate = Find(CardKind.Rate, cards[i], measured, moment.At);
            var cost = Find(CardKind.Cost, paying.Book.CostCard, measured, moment.At);
            var isLast = i == cards.Length - 1 || !meter.IsPriced;
            var whole = Price(meter, measured, rate, cost, moment, null);
            if (isLast && whole.Charge is null || whole.Failure == ChargeFailure.Invalid) return whole;

            // A card that has no price for the meter is in an asset that does not pay for it.
            if (whole.Charge is not { } charge) continue;
            if (isLast || charge.Units <= paying.Available(charge, _planned))
            {
                Take(charge, paying, moment);
                return null;
            }

            TakePart(meter, measured, amounts, present16, (rate, cost), paying, moment, paying.Available(charge, _planned));
        }

        return null;
    }

    /// <summary>Charges what the asset pays for, and leaves the rest in the quantities.</summary>
    private void TakePart(
        Meter meter, Measured measured, Span<decimal> rest, Span<bool> restPresent, (CardPrices Rate, CardPrices Cost) on, PayingBook paying, PricingMoment moment, long available)
    {
        var (part, partPresent) = (new QuantityBuffer(), new PresenceBuffer());
        Span<decimal> quantities = part;
        Span<bool> present = partPresent;
        var covered = new Measured(measured.Shape, quantities, present, measured.Dimensions);
        for (var i = 0; i < meter.Components.Length; i++)
        {
            if (!restPresent[i] || rest[i] == 0m) continue;

            (quantities[i], present[i]) = (rest[i], true);
            if (Fits(meter, covered, on.Rate, moment, available)) continue;

            quantities[i] = Largest(meter, covered, quantities, i, on.Rate, moment, available);
            present[i] = quantities[i] > 0m;
            break;
        }

        if (quantities[..meter.Components.Length].IndexOfAnyExcept(0m) < 0) return;
        if (Price(meter, covered, on.Rate, on.Cost, moment, null).Charge is not { } charge) return;

        Take(charge, paying, moment);
        for (var i = 0; i < meter.Components.Length; i++)
        {
            rest[i] -= quantities[i];
            if (present[i] && rest[i] == 0m) restPresent[i] = false;
        }
    }

    /// <summary>The largest quantity of a component that fits, by halving: a price never falls when the quantity grows.</summary>
    private decimal Largest(Meter meter, Measured covered, Span<decimal> quantities, int index, CardPrices rate, PricingMoment moment, long available)
    {
        var (fits, tooMuch) = (0m, quantities[index] / QuantityStep);
        while (tooMuch - fits > 1m)
        {
            var middle = decimal.Floor((fits + tooMuch) / 2m);
            quantities[index] = middle * QuantityStep;
            if (Fits(meter, covered, rate, moment, available)) fits = middle;
            else tooMuch = middle;
        }

        return fits * QuantityStep;
    }

    /// <summary>An asset of which nothing is there pays for what costs nothing, and not for what would be rounded to nothing.</summary>
    private bool Fits(Meter meter, Measured covered, CardPrices rate, PricingMoment moment, long available)
    {
        if (ExactOn(rate, covered, _rates, moment) is not { } price) return false;
        return available == 0 ? price == 0m : Debits.Round(meter, rate, price, moment).Units <= available;
    }

    private void Take(Charge charge, PayingBook paying, PricingMoment moment)
    {
        _charges.Add(charge);
        ((CounterSnapshot)moment.Counters).Add(charge.Counters.AsSpan());
        paying.Plan(charge, _planned);
    }

    /// <summary>What pays for an event, given what the charges before have taken.</summary>
    private readonly record struct PayingBook(Book Book, Use Use, Hold? Hold, DateTimeOffset Now)
    {
        public long Available(Charge charge, Draft planned) => UsageDecisions.Available(Book, charge, Use, Hold, Now, planned);

        public void Plan(Charge charge, Draft planned) => UsageDecisions.Plan(Book, charge, Use, Hold, Now, planned);
    }
}
