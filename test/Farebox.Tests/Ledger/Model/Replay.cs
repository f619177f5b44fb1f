using Farebox.Ledger;

namespace Farebox.Tests.Ledger.Model;

/// <summary>A book made again: from its entries, as the journal keeps them, or from what it shows, as a checkpoint does.</summary>
internal static class Replay
{
    public static Book Of(IEnumerable<Entry> entries, long bookId)
    {
        var book = new Book(bookId, "acme");
        Continue(book, entries);
        return book;
    }

    public static void Continue(Book book, IEnumerable<Entry> entries)
    {
        foreach (var entry in entries) book.Apply(Copy(entry, book));
    }

    public static Book Restored(Book book, bool withDebts, bool withAlerts = true)
    {
        var restore = new Book.Restore(book.Id, book.Account);
        restore.Cards(book.RateCards, book.CostCard);
        foreach (var member in book.Members.Values.OrderBy(member => member.Path.Length)) restore.Member(member.Id, member.Parent!.Id);
        foreach (var member in book.Members.Values.Append(book.Root))
        {
            foreach (var use in member.Uses) restore.Use(member.Id, use.Asset, use.Used, use.Limit);
        }

        foreach (var grant in book.Grants.Values) restore.Grant(grant.Terms, GrantState.Of(grant));
        foreach (var wallet in book.Wallets.Values) restore.Order(wallet.Asset, wallet.Order);
        foreach (var schedule in book.Schedules.Values) restore.Schedule(schedule.Terms, schedule.State);
        foreach (var account in book.Accounts) restore.Balance(account.Code, account.Asset, account.Balance);
        foreach (var hold in book.Holds.Values) restore.Hold(hold.Terms, hold.Member.Id, hold.Seq, hold.Portions.Select(part => (part.Grant.Terms.Id, part.Units)), hold.Change is not null);
        foreach (var debt in book.Wallets.Values.SelectMany(wallet => wallet.Debts).Where(_ => withDebts)) restore.Debt(debt.Key, debt.Asset, debt.Meter, debt.Model, debt.Member.Id, debt.Units);
        foreach (var ended in book.EndedHolds) restore.Ended(ended);
        foreach (var (key, counter) in book.Counters) restore.Counter(key, counter);
        restore.At(book.RecordedAt);
        foreach (var alert in book.Alerts) restore.Alert(alert.Rule, withAlerts ? alert.FiringSince : null);
        foreach (var topUp in book.TopUps) restore.TopUp(topUp);
        foreach (var rule in book.TopUpRules) restore.TopUpRule(rule.Asset, rule.Rule, rule.Standing);
        foreach (var item in book.OverdueNotices) restore.Overdue(item);
        restore.Closing(book.ClosedUntil, book.ClosedSeq, book.IsCloseFinished, book.LateSince);
        restore.Corrected(book.CorrectedSeq);
        return restore.Finish(book.Seq, book.RecordedAt);
    }

    // A transfer points at the accounts of its book, so another book needs its own.
    private static Entry Copy(Entry entry, Book book)
    {
        Transfer[] transfers = [.. entry.Transfers.Select(transfer => transfer with
        {
            From = book.AccountOf(transfer.From.Code, transfer.From.Asset), To = book.AccountOf(transfer.To.Code, transfer.To.Asset),
        })];
        return new()
        {
            BookId = entry.BookId, Seq = entry.Seq, Key16 = entry.Key16, Content16 = entry.Content16, Kind = entry.Kind, Status = entry.Status,
            OccurredAt = entry.OccurredAt, RecordedAt = entry.RecordedAt, Member = entry.Member, Body = entry.Body, Transfers = transfers,
        };
    }
}
