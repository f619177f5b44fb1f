using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Tests.Ledger.Model;
using FsCheck;
using FsCheck.Fluent;
using Replay = Farebox.Tests.Ledger.Model.Replay;

namespace Farebox.Tests.Ledger;

/// <summary>Whatever happens to a book that buys by itself, and however its payments end, in any order.</summary>
public sealed class TopUpProperties
{
    private const long Cap = 12_000_000_000;

    [Fact]
    public void One_purchase_at_most_is_under_way_and_every_paid_one_is_a_grant_once() => Hold(acts => Play(acts) is var till
        && till.Book.TopUps.Count(topUp => topUp.State == TopUpState.Requested) <= 1
        && till.Book.TopUps.All(topUp => (topUp.State == TopUpState.Paid) == till.Book.Grants.ContainsKey(topUp.Id))
        && till.Entries.Select(entry => entry.Body).OfType<TopUpSettled>().Where(settled => settled.Grant is not null).GroupBy(settled => settled.Id).All(group => group.Count() == 1));

    [Fact]
    public void Some_are_paid_and_some_fail() => Break(acts => Play(acts) is var till && !till.Book.TopUps.Any(topUp => topUp.State == TopUpState.Paid));

    [Fact]
    public void No_month_is_asked_for_more_than_its_cap_but_for_what_was_said_to_have_failed() => Hold(acts => Play(acts, late: false) is var till
        && till.Book.TopUps.Where(topUp => topUp.State != TopUpState.Failed).GroupBy(topUp => topUp.RequestedAt.Month).All(month => month.Sum(topUp => topUp.Charge.Units) <= Cap));

    [Fact]
    public void Without_the_cap_some_month_would_be() => Break(acts => Play(acts, late: false, cap: null) is var till
        && till.Book.TopUps.Where(topUp => topUp.State != TopUpState.Failed).GroupBy(topUp => topUp.RequestedAt.Month).All(month => month.Sum(topUp => topUp.Charge.Units) <= Cap));

    [Fact]
    public void The_entries_alone_make_the_same_book_and_one_restored_in_the_middle_goes_on_as_the_first_would() => Hold(acts =>
    {
        var till = Play(acts);
        var half = till.Entries.Count / 2;
        var restored = Replay.Restored(Replay.Of(till.Entries.Take(half), till.Book.Id), withDebts: true);
        Replay.Continue(restored, till.Entries.Skip(half));
        return BookText.Whole(Replay.Of(till.Entries, till.Book.Id)) == BookText.Whole(till.Book) && BookText.Whole(restored) == BookText.Whole(till.Book);
    });

    /// <summary>Each act is played, and now and then a payment ends: the first half of an act's size says how.</summary>
    private static Till Play(Act[] acts, bool late = true, long? cap = Cap)
    {
        var play = new Play();
        var till = play.Till;
        till.BuyAt(15, target: 60, change: rule => rule with { MonthlyCap = cap, Retries = 1 });
        for (var i = 0; i < acts.Length; i++)
        {
            play.Do(acts[i]);
            if (i % 9 == 8) till.Advance(till.Now.AddDays(9));
            if (i % 2 == 0 && till.Book.TopUps.LastOrDefault(topUp => topUp.State == TopUpState.Requested) is { } open) End(till, open.Id, isPaid: i % 3 != 0);
            if (late && i % 7 == 0 && till.Book.TopUps.FirstOrDefault(topUp => topUp.State == TopUpState.Failed) is { } failed) End(till, failed.Id, isPaid: true);
        }

        return till;
    }

    private static void End(Till till, string id, bool isPaid)
    {
        if (till.Decide(new SettleTopUp(Till.Tenant, "acme", id, isPaid, "")).Entry is { } entry) till.Apply(entry);
    }

    private static void Hold(Func<Act[], bool> law) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Act.Sequences, law));

    private static void Break(Func<Act[], bool> law) =>
        Assert.Contains(
            "Falsifiable",
            Assert.ThrowsAny<Exception>(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(Act.Sequences, law))).Message,
            StringComparison.Ordinal);
}
