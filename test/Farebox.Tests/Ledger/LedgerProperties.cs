using Farebox.Ledger;
using Farebox.Tests.Ledger.Model;
using FsCheck;
using FsCheck.Fluent;
using Replay = Farebox.Tests.Ledger.Model.Replay;

namespace Farebox.Tests.Ledger;

/// <summary>What must hold after anything that anybody does, in any order. Each law is shown to go red on a mistake made on purpose.</summary>
public sealed class LedgerProperties
{
    /// <summary>More of them by night: set FAREBOX_PROGRAMS.</summary>
    private static int Programs { get; } = int.Parse(Environment.GetEnvironmentVariable("FAREBOX_PROGRAMS") ?? "200", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void A_book_does_what_a_slow_and_plain_model_does() => Hold(acts => Agrees(acts, Mistake.None));

    [Theory]
    [InlineData(Mistake.PriorityBackwards)]
    [InlineData(Mistake.ExpiryForgotten)]
    [InlineData(Mistake.LimitsForgotten)]
    [InlineData(Mistake.DebtForgotten)]
    [InlineData(Mistake.PendingPaysNew)]
    [InlineData(Mistake.GrowthForgotten)]
    [InlineData(Mistake.ExtensionForgotten)]
    [InlineData(Mistake.SettledStaysSettled)]
    [InlineData(Mistake.RankForgotten)]
    [InlineData(Mistake.RemovedComesBack)]
    [InlineData(Mistake.OwnersForgotten)]
    [InlineData(Mistake.BasisStays)]
    [InlineData(Mistake.CapForgotten)]
    [InlineData(Mistake.GenerationsForgotten)]
    [InlineData(Mistake.LoansUnbounded)]
    [InlineData(Mistake.SeatsWhole)]
    [InlineData(Mistake.ReserveAtOnce)]
    internal void A_model_with_a_mistake_is_told_from_the_book(Mistake mistake) => Break(acts => Agrees(acts, mistake));

    [Fact]
    public void Every_grant_is_conserved_after_every_entry() =>
        Hold(acts => Always(acts, book => book.Grants.Values.All(grant =>
            grant.Granted + grant.MovedIn == grant.AvailableAt(book.RecordedAt) + grant.PendingExpiryAt(book.RecordedAt) + grant.Held.Balance + grant.Spent + grant.Expired
                + grant.Revoked + grant.MovedOut)));

    [Fact]
    public void The_law_without_what_moved_would_not_hold() =>
        Break(acts => Always(acts, book => book.Grants.Values.All(grant =>
            grant.Granted == grant.Wallet.Balance + grant.Held.Balance + grant.Spent + grant.Expired + grant.Revoked)));

    [Fact]
    public void The_law_without_pending_expiry_would_not_hold() =>
        Break(acts => Always(acts, book => book.Grants.Values.All(grant =>
            grant.Terms.Units == grant.AvailableAt(book.RecordedAt) + grant.Held.Balance + grant.Spent + grant.Expired + grant.Revoked + grant.MovedOut)));

    [Fact]
    public void The_cost_of_a_grant_goes_on_with_its_units_to_the_last_smallest_unit() => Hold(acts => Laws.CostIsConserved(acts, countMoved: true));

    [Fact]
    public void Without_what_moved_the_cost_would_not_add_up() => Break(acts => Laws.CostIsConserved(acts, countMoved: false));

    [Fact]
    public void Everything_sums_to_zero_and_nothing_but_issued_and_debt_is_below_it() =>
        Hold(acts => Always(acts, book =>
            book.Accounts.Total(account => account.Balance) == 0
            && book.Accounts.All(account => account.Balance >= 0 || account.Kind is AccountKind.Issued or AccountKind.Debt)));

    [Fact]
    public void Something_is_below_zero_now_and_then() =>
        Break(acts => Always(acts, book => book.Accounts.All(account => account.Balance >= 0 || account.Kind == AccountKind.Issued)));

    [Fact]
    public void Balances_are_the_sums_of_transfers_and_transfers_move_something_elsewhere() =>
        Hold(acts => Play.Of(acts) is { } play && Laws.BalancesAreSums(play.Till.Book, play.Till.Entries));

    [Fact]
    public void A_transfer_that_is_forgotten_is_missed() =>
        Break(acts => Play.Of(acts) is { } play && Laws.BalancesAreSums(play.Till.Book, play.Till.Entries.SkipLast(1)));

    [Fact]
    public void Reports_add_up_to_what_was_spent_measured_and_paid_upstream() =>
        Hold(acts => Play.Of(acts) is { } play && Laws.ReportsAddUp(play.Till.Book, play.Till.Entries));

    [Fact]
    public void A_report_that_misses_an_entry_does_not_add_up() =>
        Break(acts => Play.Of(acts) is { } play && Laws.ReportsAddUp(play.Till.Book, play.Till.Entries.Where((_, i) => i != play.Till.Entries.Count / 2)));

    [Fact]
    public void What_a_grant_holds_is_what_the_sums_by_day_say() =>
        Hold(acts => Play.Of(acts) is { } play && Laws.GrantsAddUp(play.Till.Book, withExpired: true));

    [Fact]
    public void Without_what_expired_the_sums_would_say_more() =>
        Break(acts => Play.Of(acts) is { } play && Laws.GrantsAddUp(play.Till.Book, withExpired: false));

    [Fact]
    public void What_a_hold_reserved_is_captured_released_expired_or_still_held() =>
        Hold(acts => Play.Of(acts) is { } play && Laws.HoldsAreConserved(play.Till.Book, play.Till.Entries, countExpired: true));

    [Fact]
    public void Without_what_expired_a_hold_would_leak() =>
        Break(acts => Play.Of(acts) is { } play && Laws.HoldsAreConserved(play.Till.Book, play.Till.Entries, countExpired: false));

    [Fact]
    public void No_hold_passes_a_limit() => Hold(acts => Laws.LimitsHold(acts, EntryKind.Hold));

    [Fact]
    public void An_event_may() => Break(acts => Laws.LimitsHold(acts, EntryKind.Event));

    [Fact]
    public void The_entries_alone_make_the_same_book_and_the_same_reports() =>
        Hold(acts =>
        {
            var till = Play.Of(acts).Till;
            var again = Replay.Of(till.Entries, till.Book.Id);
            return BookText.Whole(again) == BookText.Whole(till.Book) && BookText.RollUp(again).SequenceEqual(BookText.RollUp(till.Book));
        });

    [Fact]
    public void Fewer_entries_make_another() =>
        Break(acts => Play.Of(acts).Till is { } till && BookText.Whole(Replay.Of(till.Entries.SkipLast(1), till.Book.Id)) == BookText.Whole(till.Book));

    [Fact]
    public void A_book_restored_from_what_it_shows_goes_on_as_the_first_would() => Hold(acts => Laws.RestoredGoesOn(acts, withDebts: true));

    [Fact]
    public void A_checkpoint_that_forgets_debts_would_not() => Break(acts => Laws.RestoredGoesOn(acts, withDebts: false));

    [Fact]
    public void A_decision_is_pure() => Hold(acts => Laws.DecisionsArePure(acts, applyBetween: false));

    [Fact]
    public void A_decision_after_another_was_applied_is_another() => Break(acts => Laws.DecisionsArePure(acts, applyBetween: true));

    [Fact]
    public void It_does_not_matter_how_often_a_book_is_touched() => Hold(Laws.TouchingChangesNothing);

    private static bool Agrees(Act[] acts, Mistake mistake)
    {
        var play = new Play(new LedgerModel { Mistake = mistake });
        return acts.All(act => play.Do(act) is var (book, model) && book == model && BookText.AsModel(play.Till.Book).SequenceEqual(play.Model!.Lines()));
    }

    private static bool Always(Act[] acts, Func<Book, bool> law)
    {
        var play = new Play();
        return acts.All(act => play.Do(act).Book.Length > 0 && law(play.Till.Book));
    }

    private static void Hold(Func<Act[], bool> law) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Programs), Prop.ForAll(Act.Sequences, law));

    private static void Break(Func<Act[], bool> law) =>
        Assert.Contains(
            "Falsifiable",
            Assert.ThrowsAny<Exception>(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(Act.Sequences, law))).Message,
            StringComparison.Ordinal);
}
