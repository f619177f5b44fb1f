using Farebox.Ledger;

namespace Farebox.Tests.Ledger.Model;

/// <summary>A book as lines of text: the part a model knows, or everything it shows.</summary>
internal static class BookText
{
    /// <summary>As <see cref="LedgerModel.Lines"/>.</summary>
    public static IEnumerable<string> AsModel(Book book) =>
    [
        .. book.Grants.Values.Select(grant => $"grant {grant.Terms.Id}: {grant.Wallet.Balance} left, {grant.Held.Balance} held, {grant.Spent} spent, {grant.Expired} expired, {grant.Revoked} revoked, {grant.MovedOut} moved"),
        .. book.Holds.Values.OrderBy(hold => hold.Seq).Select(hold => $"hold {hold.Terms.Id}: {string.Join(" ", hold.Portions.Select(part => $"{part.Grant.Terms.Id}={part.Units}"))}"),
        .. book.WalletOf(Till.Credit).Debts.Select(debt => $"debt: {debt.Units} for {debt.Meter} {debt.Model} by {debt.Member.Id}"),
        .. book.Members.Values.Append(book.Root).Where(member => member.UsedOf(Till.Credit) != 0).OrderBy(member => member.Id, StringComparer.Ordinal).Select(member => $"used by {member.Id}: {member.UsedOf(Till.Credit)}"),
    ];

    /// <summary>Every public projection, in an order of its own. What is zero is left out: having been looked at leaves no trace.</summary>
    public static string Whole(Book book) => string.Join('\n', Everything(book));

    private static IEnumerable<string> Everything(Book book) =>
    [
        $"{book.Id} {book.Account} {book.Seq} {book.RecordedAt:O} {string.Join(',', book.RateCards)} {book.CostCard} {book.NextDueAt:O}",
        .. book.Accounts.Where(account => account.Balance != 0).Select(account => $"{account} {account.Asset} {account.Balance}").Order(StringComparer.Ordinal),
        .. book.Grants.Values.Select(grant => $"{grant.Terms} {GrantState.Of(grant)}").Order(StringComparer.Ordinal),
        .. book.Members.Values.Append(book.Root).SelectMany(Uses).Order(StringComparer.Ordinal),
        .. book.Holds.Values.Select(hold => $"{hold.Terms} {hold.Member.Path} {hold.Seq} {string.Join(" ", hold.Portions.Select(part => $"{part.Grant.Terms.Id}={part.Units}"))}").Order(StringComparer.Ordinal),
        .. book.Wallets.Values.OrderBy(wallet => wallet.Asset.Code, StringComparer.Ordinal).SelectMany(Wallet),
        .. book.Schedules.Values.Select(schedule => $"{schedule.Terms} {schedule.State}").Order(StringComparer.Ordinal),
        .. book.Wallets.Values.Where(wallet => wallet.Order != BurnOrder.Default).Select(wallet => $"{wallet.Asset} burns {wallet.Order.Name}").Order(StringComparer.Ordinal),
        .. book.EndedHolds.Select(hold => $"{hold}"),
        .. book.Alerts.Select(alert => $"{alert.Rule} {alert.FiringSince:O}"),
        .. book.TopUpRules.Select(rule => $"{rule.Rule} {rule.Standing}"),
        .. book.TopUps.Select(topUp => $"{topUp}").Order(StringComparer.Ordinal),
        $"{book.ClosedUntil:O} {book.ClosedSeq} {book.IsCloseFinished} {book.LateSince:O} {book.CorrectedSeq}",
        .. book.Counters.Select(counter => $"{counter}").Order(StringComparer.Ordinal),
    ];

    /// <summary>Use since the book was made or restored.</summary>
    public static IEnumerable<string> RollUp(Book book) =>
        book.RollUp.Lines.Select(line => $"{line.Key} {line.Value.Units} {line.Value.Quantity:0.######} {line.Value.Cost}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Uses(Member member) => member.Uses
        .Where(use => use.Used != 0 || use.Limit is not null)
        .Select(use => $"{member.Path} {use.Asset} {use.Used} {use.Limit}");

    private static IEnumerable<string> Wallet(Wallet wallet) =>
    [
        .. wallet.Live.Select(grant => $"{wallet.Asset} live {grant.Terms.Id}"),
        .. wallet.Debts.Select(debt => $"{wallet.Asset} owes {debt.Key} {debt.Meter} {debt.Model} {debt.Member.Path} {debt.Units}"),
    ];
}
