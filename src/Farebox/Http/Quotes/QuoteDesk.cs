using System.Collections.Immutable;
using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Postgres.Configuration;
using Farebox.Rating;

namespace Farebox.Http.Quotes;

/// <summary>Answers what something would cost. Reads the account's cards and the clock; moves and keeps nothing.</summary>
internal sealed class QuoteDesk(JournalGate journal, CatalogCache catalogs, ClockStore clock)
{
    private const string DefaultCard = "default";

    /// <summary>The quote, or why there is none. An item without a price is no reason: it says so itself.</summary>
    public async ValueTask<(PricedQuote? Quote, Problem? Refusal)> PriceAsync(int tenantId, QuoteQuestion question, CancellationToken cancellationToken)
    {
        var (stand, refusal) = await StandAsync(tenantId, question, cancellationToken);
        if (refusal is not null) return (null, refusal);

        var catalog = await catalogs.RefreshAsync(tenantId, cancellationToken);
        var unknown = Unknown(catalog, CardKind.Rate, question.RateCard) ?? Unknown(catalog, CardKind.Cost, question.CostCard);
        if (unknown is not null) return (null, unknown);

        var (charger, costCard, at) = (new Charger(catalog), question.CostCard ?? stand.CostCard, question.At ?? stand.Now);
        Quote On(string rateCard) => charger.Quote(question.Items, rateCard, costCard, CounterSnapshot.Over(stand.Counters), at);

        var quote = On(question.RateCard ?? stand.RateCards[0]);
        var validUntil = stand.Now + question.Valid;
        var token = quote.TermsUntil(validUntil) is { } terms ? QuoteToken.Write(terms, tenantId, question.Account) : null;
        return (new(quote, question.Account, validUntil, token?.Length <= QuoteToken.LengthMax ? token : null)
        {
            // What the next assets in turn would pay for all of it; how it is shared out depends on what is there when it happens.
            Next = question.RateCard is null ? [.. stand.RateCards.Skip(1).Select(On)] : [],
        }, null);
    }

    private async ValueTask<(Stand Stand, Problem? Refusal)> StandAsync(int tenantId, QuoteQuestion question, CancellationToken cancellationToken)
    {
        if (question.Account is not { } account) return (new([DefaultCard], DefaultCard, CounterSnapshot.Empty(), (await clock.GetAsync(tenantId, cancellationToken)).Now), null);

        var meters = question.Items.Select(item => item.Meter).ToHashSet(StringComparer.Ordinal);
        var look = new Inspect(tenantId, account, (book, now) => new Stand(book.RateCards, book.CostCard, CounterSnapshot.Of(book, meters), now));
        if (await journal.DecideAsync([look]) is { } refusal) return (default, refusal);
        return look.Outcome switch
        {
            Inspected { Result: Stand stand } => (stand, null),
            Rejected rejected => (default, new Problem(ProblemCodes.Of(rejected.Code), rejected.Detail)),
            _ => (default, new Problem(ProblemCodes.InternalError)),
        };
    }

    private static Problem? Unknown(Catalog catalog, CardKind kind, string? card) =>
        card is null || catalog.FindCard(kind, card) is not null ? null : new(ProblemCodes.CardUnknown, $"There is no {kind.Name()} card {card}.");

    private readonly record struct Stand(ImmutableArray<string> RateCards, string CostCard, CounterSnapshot Counters, DateTimeOffset Now);
}

/// <summary>A quote, until when it may be held, and by what name; no name when there is nothing to hold.</summary>
internal sealed record PricedQuote(Quote Quote, string? Account, DateTimeOffset ValidUntil, string? Token)
{
    /// <summary>The same on each further card that the account pays with, in their order.</summary>
    public IReadOnlyList<Quote> Next { get; init; } = [];
}
