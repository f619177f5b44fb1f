using System.Collections.Immutable;
using System.Globalization;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Corrections;
using Farebox.Postgres.Journal;
using Npgsql;

namespace Farebox.Postgres.Closing;

/// <summary>Closes periods: draws the line, rates what is above it again in the order in which it happened, and posts what differs.</summary>
/// <remarks>
/// What lies above the line never changes again, so whoever computes the differences, once or twice, here or on another node, computes the
/// same ones; each has an identity, so it is posted once. A close that was cut short is taken up by asking for it again.
/// </remarks>
/// <param name="dataSource">The database, as the program's role.</param>
/// <param name="trySubmit">Hands commands to the journal.</param>
/// <param name="catalogs">Meters and cards.</param>
public sealed class PeriodCloser(NpgsqlDataSource dataSource, Func<Submission, bool> trySubmit, CatalogCache catalogs)
{
    private const int TellEvery = 10_000;
    private const int PlansMax = 20;
    private static readonly HashSet<string> NoDebts = [];

    private readonly CommandSender _sender = new(trySubmit);

    /// <summary>Closes the period, or takes up what an earlier attempt has left, or shows what would be posted.</summary>
    /// <exception cref="CloseException">It cannot be closed now; the code says why.</exception>
    public async Task<CloseResult> CloseAsync(CloseQuestion question, IProgress<CloseProgress>? progress, CancellationToken cancellationToken)
    {
        var catalog = await catalogs.RefreshAsync(question.TenantId, cancellationToken);
        var work = new Work(question, catalog, Identity.OfBook(question.TenantId, question.Account), dataSource, progress);
        if (question.IsDryRun) return await ShowAsync(work, cancellationToken);

        var command = await _sender.SendAsync(() => new ClosePeriod(question.TenantId, question.Account, question.Period, question.Grace) { Actor = question.Actor }, cancellationToken);
        if (command is Rejected rejected) throw new CloseException(rejected);
        if (command is not Decided { Entry: { Body: PeriodClosed closed } entry, IsRepeated: var isRepeated }) throw new InvalidOperationException($"The close came to nothing: {command}.");

        return isRepeated && await FindFinishedAsync(work, closed, entry.Seq, cancellationToken) is { } finished
            ? finished
            : await PostAsync(work, closed, entry.Seq, isRepeated, cancellationToken);
    }

    private async Task<CloseResult> ShowAsync(Work work, CancellationToken cancellationToken)
    {
        var question = work.Question;
        var head = await _sender.InspectAsync(question.TenantId, question.Account, (book, now) => new Shown(
            Decider.RefusalOf(question.Period, question.Grace, book, now), book.Seq + 1, new(question.Period, book.ClosedUntil, book.LateSince, question.Grace)), cancellationToken);
        if (head.Refusal is { } refusal) throw new CloseException(refusal);

        var (rating, differences) = await RateAsync(work, head.Closed, head.Seq, cancellationToken);
        return new(head.Closed, 0, rating.Events, [.. differences.Select(difference => new PostedDifference(difference.Adjustment, difference.At, 0))], IsRepeated: false);
    }

    /// <summary>What was posted, when the close is finished: a look at a few entries, whatever it was about.</summary>
    private static async Task<CloseResult?> FindFinishedAsync(Work work, PeriodClosed closed, long seq, CancellationToken cancellationToken)
    {
        var posted = new List<PostedDifference>();
        foreach (var (entry, body) in await work.Usage.ReadCorrectionsAsync(seq, long.MaxValue, cancellationToken))
        {
            if (body is AdjustmentPosted adjusted && adjusted.Adjustment.Through == seq) posted.Add(new(adjusted.Adjustment, default, entry));
            else if (body is CloseFinished finished && finished.Through == seq) return new(closed, seq, finished.Events, posted, IsRepeated: true);
        }

        return null;
    }

    private async Task<CloseResult> PostAsync(Work work, PeriodClosed closed, long seq, bool isRepeated, CancellationToken cancellationToken)
    {
        var (question, posted) = (work.Question, new List<PostedDifference>());
        var (rating, differences) = await RateAsync(work, closed, seq, cancellationToken);
        foreach (var (adjustment, at) in differences)
        {
            posted.Add(new(adjustment, at, await PostAsync(work, adjustment, at, closed, cancellationToken)));
            work.Tell("Posting what differs", posted.Count, differences.Count);
        }

        var finished = new CloseFinished(question.Period, seq, rating.Events, posted.Count);
        if (await _sender.SendAsync(() => new FinishClose(question.TenantId, question.Account, finished), cancellationToken) is Rejected rejected) throw new CloseException(rejected);
        return new(closed, seq, rating.Events, posted, isRepeated);
    }

    private async Task<(PeriodRating Rating, List<(Adjustment Adjustment, DateTimeOffset At)> Differences)> RateAsync(
        Work work, PeriodClosed closed, long seq, CancellationToken cancellationToken)
    {
        var cards = await _sender.InspectAsync(work.Question.TenantId, work.Question.Account, static (book, _) => new Cards(book.RateCards, book.CostCard), cancellationToken);
        var span = new UsageSpan(PeriodRating.BeginOf(closed, work.Catalog, cards.Rates, cards.Cost), closed.Until, seq);
        var rating = new PeriodRating(new(work.Catalog), cards.Cost, closed);
        var total = await work.Usage.CountAsync(span, cancellationToken);
        var corrections = (await work.Usage.ReadCorrectionsAsync(0, seq, cancellationToken)).ConvertAll(entry => entry.Body);
        var corrected = corrections.OfType<UsageCorrected>().Select(correction => correction.Corrects).ToHashSet();
        await work.Usage.ReadAsync(span, (entry, occurredAt, body) =>
        {
            rating.Add(occurredAt, body, corrected.Contains(entry));
            if (rating.Events % TellEvery == 0) work.Tell("Rating in the order in which it happened", rating.Events, total);
        }, cancellationToken);
        work.Tell("Rating in the order in which it happened", rating.Events, total);

        foreach (var earlier in corrections.OfType<AdjustmentPosted>()) rating.Add(earlier.Adjustment);
        return (rating, [.. rating.Differences(seq)]);
    }

    /// <summary>Posts a difference. What may come back is looked up first, and again whenever the book has given something else back meanwhile.</summary>
    private async Task<long> PostAsync(Work work, Adjustment adjustment, DateTimeOffset at, PeriodClosed closed, CancellationToken cancellationToken)
    {
        var (tenant, account) = (work.Question.TenantId, work.Question.Account);
        for (var plan = 1; plan <= PlansMax; plan++)
        {
            var (seen, sources, owed) = (0L, (IReadOnlyList<GivenBack>)[], (IReadOnlySet<string>)NoDebts);
            if (adjustment.Units < 0)
            {
                var head = await _sender.InspectAsync(tenant, account, (book, _) => new Head(book.CorrectedSeq, DebtsOf(book, adjustment)), cancellationToken);
                var returned = await work.ReturnedAsync(cancellationToken);
                var span = new UsageSpan(adjustment.Period.Begins, closed.Until < adjustment.Period.Ends ? closed.Until : adjustment.Period.Ends, adjustment.Through);
                (seen, sources) = (head.Seq, await work.Paid.ReadAsync(adjustment, span, returned.Of(adjustment.Meter, adjustment.Asset!), cancellationToken));
                owed = await work.Paid.ReadOwedAsync(adjustment, span, head.Debts, cancellationToken);
            }

            switch (await _sender.SendAsync(() => new PostAdjustment(tenant, account, adjustment, at, sources, owed, seen), cancellationToken))
            {
                case Decided decided: return decided.Entry.Seq;
                case Rejected { Code: Decider.BookMoved }: continue;
                case Rejected rejected: throw new CloseException(rejected);
                case var outcome: throw new InvalidOperationException($"The adjustment of {adjustment.Meter} of {adjustment.Period} came to nothing: {outcome}.");
            }
        }

        throw new CloseException(new(Decider.BookMoved, "The account is being corrected all the time. Close the period again for the rest."));
    }

    /// <summary>The uses of the meter and model that left debts which are open.</summary>
    private static long[] DebtsOf(Book book, Adjustment adjustment) => book.Wallets.TryGetValue(adjustment.Asset!.Code, out var wallet)
        ? [.. wallet.Debts.Where(debt => debt.Meter == adjustment.Meter && debt.Model == adjustment.Model).Select(debt => long.Parse(debt.Key.AsSpan(0, debt.Key.IndexOf('/', StringComparison.Ordinal)), CultureInfo.InvariantCulture))]
        : [];

    private sealed record Shown(Rejected? Refusal, long Seq, PeriodClosed Closed);

    private sealed record Cards(ImmutableArray<string> Rates, string Cost);

    private sealed record Head(long Seq, long[] Debts);

    private sealed class Work(CloseQuestion question, Catalog catalog, long bookId, NpgsqlDataSource dataSource, IProgress<CloseProgress>? progress)
    {
        private readonly ReturnedParts _returned = new();
        private long _through;

        public CloseQuestion Question { get; } = question;

        public Catalog Catalog { get; } = catalog;

        public UsageReader Usage { get; } = new(dataSource, question.TenantId, bookId, catalog);

        public PaidReader Paid { get; } = new(dataSource, question.TenantId, bookId, catalog);

        /// <summary>What has come back of uses until now. Read once, and then only what has been posted since.</summary>
        public async Task<ReturnedParts> ReturnedAsync(CancellationToken cancellationToken)
        {
            foreach (var (seq, body) in await Usage.ReadCorrectionsAsync(_through, long.MaxValue, cancellationToken))
            {
                _returned.Add(body);
                _through = seq;
            }

            return _returned;
        }

        public void Tell(string doing, long done, long total) => progress?.Report(new(doing, done, total));
    }
}
