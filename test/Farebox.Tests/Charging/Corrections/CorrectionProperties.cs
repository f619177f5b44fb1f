using Farebox.Ledger;
using Farebox.Tests.Ledger;
using Farebox.Tests.Ledger.Model;
using FsCheck;
using FsCheck.Fluent;
using Replay = Farebox.Tests.Ledger.Model.Replay;

namespace Farebox.Tests.Charging.Corrections;

/// <summary>Nothing is created and nothing lost by a correction, whatever was done before it.</summary>
public sealed class CorrectionProperties
{
    [Fact]
    public void An_event_and_its_void_leave_everything_as_it_was() => Hold(acts => Undone(acts, isVoided: true));

    [Fact]
    public void An_event_alone_does_not() => Break(acts => Undone(acts, isVoided: false));

    [Fact]
    public void Grants_are_conserved_and_accounts_sum_to_zero_after_every_correction() => Hold(acts =>
    {
        var till = Play.Of(acts).Till;
        foreach (var (use, number) in till.Entries.Where(entry => entry is { Body: UsageReported, Status: EntryStatus.Recorded }).Select((use, number) => (use, number)).ToArray())
        {
            if (number % 3 == 0) till.Void(use);
            else if (number % 3 == 1) till.Amend(use, use.Usage().Charges.Sum(charge => charge.Units) / 2 + number);
            if (!IsWhole(till)) return false;
        }

        return BookText.Whole(Replay.Of(till.Entries, till.Book.Id)) == BookText.Whole(till.Book)
            && BookText.RollUp(Replay.Of(till.Entries, till.Book.Id)).SequenceEqual(BookText.RollUp(till.Book));
    });

    [Fact]
    public void When_every_event_is_voided_nothing_is_spent_and_nobody_owes_for_them() => Hold(acts =>
    {
        var till = Play.Of(acts).Till;
        foreach (var use in till.Entries.Where(entry => entry is { Body: UsageReported, Status: EntryStatus.Recorded }).ToArray()) till.Void(use);
        return till.Balance("spent/llm") == 0 && till.Balance("spent/strict") == 0
            && till.Book.WalletOf(Till.Credit).Debts.All(debt => debt.Meter == Book.Unmetered)
            && Reports(till, byDay: false).All(line => line.StartsWith(Book.Unmetered, StringComparison.Ordinal) || line.StartsWith(GrantRemovals.Decremented, StringComparison.Ordinal));
    });

    private static bool IsWhole(Till till)
    {
        var (book, spent) = (till.Book, till.Book.Accounts.Where(account => account.Kind == AccountKind.Spent).Sum(account => account.Balance));
        return book.Accounts.Sum(account => account.Balance) == 0
            && book.Accounts.All(account => account.Balance >= 0 || account.MayBeNegative)
            && book.Grants.Values.All(grant => grant.Granted + grant.MovedIn == grant.Wallet.Balance + grant.Held.Balance + grant.Spent + grant.Expired + grant.Revoked + grant.MovedOut && grant.Spent >= 0)
            && book.WalletOf(Till.Credit).Debts.Sum(debt => debt.Units) == -till.Balance("debt/credit")
            && book.Root.UsedOf(Till.Credit) == spent + book.Holds.Values.Sum(hold => hold.Remaining)
            && book.RollUp.Lines.Sum(line => (long)line.Value.Units) == spent;
    }

    /// <summary>One more event at the end of anything, then its void: balances, debts, counts, limits and reports are what they were.</summary>
    /// <remarks>Events from the future may owe what a grant of today could pay, and the next return settles that; so there are none here.</remarks>
    private static bool Undone(Act[] acts, bool isVoided)
    {
        var till = Play.Of([.. acts.Where(act => act is not Act.Use { Age: < 0 })]).Till;
        till.Advance(till.Now);
        var before = Everything(till);
        var use = till.Use(17, "alice", at: till.Now.AddMinutes(-30), model: "small");
        if (isVoided) till.Void(use);
        return Everything(till).SequenceEqual(before);
    }

    private static List<string> Everything(Till till) =>
    [
        .. BookText.AsModel(till.Book),
        .. till.Book.Accounts.Where(account => account.Balance != 0).Select(account => $"{account} {account.Balance}").Order(StringComparer.Ordinal),
        .. till.Book.WalletOf(Till.Credit).Live.Select(grant => $"live {grant.Terms.Id}"),
        .. Reports(till, byDay: true),
    ];

    /// <summary>What is not nothing, meter first.</summary>
    /// <remarks>
    /// Units of a debit and of its return stand on lines of their own where the use had a cost; reports add them up. What had settled a debt was moved on the
    /// day of the settlement, and comes back on the day of the use.
    /// </remarks>
    private static IEnumerable<string> Reports(Till till, bool byDay) =>
    [
        .. till.Book.RollUp.Lines.GroupBy(line => line.Key with { CostAsset = "", Day = byDay ? line.Key.Day : default }).Where(lines => lines.Total(line => line.Value.Units) != 0)
            .Select(lines => $"{lines.Key.Meter} {lines.Key} {lines.Total(line => line.Value.Units)}").Order(StringComparer.Ordinal),
        .. till.Book.RollUp.Lines.Where(line => line.Value.Quantity != 0m || line.Value.Cost != 0)
            .Select(line => $"{line.Key.Meter} {line.Key} {line.Value.Quantity:0.######} {line.Value.Cost}").Order(StringComparer.Ordinal),
    ];

    private static void Hold(Func<Act[], bool> law) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Act.Sequences, law));

    private static void Break(Func<Act[], bool> law) =>
        Assert.Contains(
            "Falsifiable",
            Assert.ThrowsAny<Exception>(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Act.Sequences, law))).Message,
            StringComparison.Ordinal);
}
