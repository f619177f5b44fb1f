namespace Farebox.Ledger;

/// <summary>Decides what moves when something falls due. Time moves a book here and nowhere else.</summary>
/// <remarks>It is decided as of the instant it fell due, not the instant somebody noticed: how often a book is touched changes nothing.</remarks>
public static class DueDecisions
{
    /// <summary>The first thing due at or before <paramref name="now"/>, with its transfers in <paramref name="draft"/>; <see langword="null"/> when there is none.</summary>
    public static FellDue? TryDecide(Book book, DateTimeOffset now, Draft draft)
    {
        if (!book.TryGetDue(now, out var item)) return null;

        switch (item.Kind)
        {
            case DueKind.Lapse:
                HoldDecisions.Release(book, book.Holds[item.Id], item.At, draft);
                break;
            case DueKind.Expiry:
                var expired = book.Grants[item.Id];
                draft.Move(expired.Wallet, book.AccountOf(AccountKind.Expired, "", expired.Terms.Asset), expired.Wallet.Balance);
                break;
            case DueKind.Effective:
                Burning.SettleDebts(book.WalletOf(book.Grants[item.Id].Terms.Asset), draft, item.At);
                break;
            case DueKind.Rollover:
                return new(item) { Grant = RolloverDecisions.Decide(book, book.Grants[item.Id], item.At, draft) };
            case DueKind.Renewal:
                return ScheduleDecisions.Renew(book, book.Schedules[item.Id], item.At, draft);
            case DueKind.Release:
                return ScheduleDecisions.Release(book, book.Schedules[item.Id], item.At, draft);
        }

        return new(item);
    }
}
