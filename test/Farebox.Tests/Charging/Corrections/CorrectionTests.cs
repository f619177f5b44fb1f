using Farebox.Ledger;
using Farebox.Rating;
using Farebox.Tests.Charging.Closing;
using Farebox.Tests.Ledger;
using Farebox.Tests.Ledger.Model;

namespace Farebox.Tests.Charging.Corrections;

public sealed class CorrectionTests
{
    private static readonly DateTimeOffset Noon = Till.Noon;

    [Fact]
    public void A_voided_event_is_as_if_it_had_never_been_sent_and_its_entry_stays()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers)), 100);
        till.Member("alice");
        var use = till.Use(20, "alice");

        var entry = till.Void(use);

        Assert.Equal((EntryKind.Correction, 100, 0), (entry.Kind, till.Balance("wallet/g"), till.Balance("spent/llm")));
        Assert.Equal((0, 0), (till.Book.Members["alice"].UsedOf(Till.Credit), till.Book.Root.UsedOf(Till.Credit)));
        Assert.Equal((0m, 0L), Assert.Single(till.Book.Counters.Values) is var counter ? (counter.Quantity, counter.Events) : default);
        Assert.All(till.Book.RollUp.Lines.Values, line => Assert.Equal((0, 0m, 0), ((long)line.Units, line.Quantity, (long)line.Cost)));
        Assert.Equal(use.Seq, Assert.IsType<UsageCorrected>(entry.Body).Corrects);
        Assert.Equal(10, till.Debit(10));
    }

    [Fact]
    public void An_amended_event_pays_for_what_it_should_have_said_in_the_same_entry()
    {
        var till = new Till();
        till.Grant("first", 10, terms => terms with { Priority = 0 });
        till.Grant("then", 100, terms => terms with { Priority = 1 });
        var use = till.Use(30);

        var entry = till.Amend(use, 12);

        // All thirty go back, twenty to "then" before ten to "first", and the twelve burn in order again.
        Assert.Equal(["spent/llm>wallet/then 20", "spent/llm>wallet/first 10", "wallet/first>spent/llm 10", "wallet/then>spent/llm 2"], entry.Transfers.Select(transfer => $"{transfer.From}>{transfer.To} {transfer.Units}"));
        Assert.Equal((12, 12), (till.Balance("spent/llm"), till.Book.Grants.Values.Sum(grant => grant.Spent)));
        till.Amend(use, 40, "again");
        till.Void(use, "gone");
        Assert.Equal((0, 10, 100), (till.Balance("spent/llm"), till.Balance("wallet/first"), till.Balance("wallet/then")));
    }

    [Fact]
    public void What_was_left_as_debt_is_owed_no_longer_and_what_settled_it_comes_back()
    {
        var till = new Till();
        till.Grant("g", 10);
        var use = till.Use(30);
        till.Grant("late", 5);
        Assert.Equal(-15, till.Balance("debt/credit"));

        till.Void(use);

        Assert.Equal((0, 10, 5, 0), (till.Balance("debt/credit"), till.Balance("wallet/g"), till.Balance("wallet/late"), till.Balance("spent/llm")));
    }

    [Fact]
    public void What_comes_back_settles_what_others_owe()
    {
        var till = new Till();
        till.Grant("g", 10);
        var use = till.Use(10);
        till.Use(4);

        till.Void(use);

        Assert.Equal((0, 6, 4), (till.Balance("debt/credit"), till.Balance("wallet/g"), till.Balance("spent/llm")));
    }

    [Fact]
    public void Units_of_a_grant_whose_expiry_has_posted_expire()
    {
        var till = new Till();
        till.Grant("g", 10, terms => terms with { ExpiresAt = Noon.AddDays(1) });
        var use = till.Use(4);
        till.Advance(Noon.AddDays(3));

        till.Void(use);

        Assert.Equal((0, 10, 0), (till.Book.Grants["g"].Wallet.Balance, till.Book.Grants["g"].Expired, till.Book.Grants["g"].Spent));
    }

    [Fact]
    public void What_comes_back_of_a_grant_that_was_removed_as_consumed_leaves_the_reports_of_a_closed_period_alone()
    {
        var till = new Till();
        till.Grant("g", 10);
        var use = till.Use(4);
        till.Remove("g", GrantRemoval.Decrement);
        till.Now = new(2026, 8, 2, 0, 0, 0, TimeSpan.Zero);
        till.Close("2026-07");
        var july = July(till);

        till.Void(use);

        Assert.Equal(july, July(till));
        Assert.Equal((10, 0), (till.Balance("spent/_decrement"), till.Balance("spent/llm")));
    }

    private static IEnumerable<string> July(Till till) =>
        [.. till.Book.RollUp.Lines.Where(line => line.Key.Day.Month == 7).Select(line => $"{line.Key} {line.Value.Units} {line.Value.Quantity}").Order(StringComparer.Ordinal)];

    [Fact]
    public void An_amendment_burns_only_grants_that_were_alive_when_the_use_happened()
    {
        var till = new Till();
        till.Grant("old", 10, terms => terms with { ExpiresAt = Noon.AddHours(1), Grace = TimeSpan.FromDays(2), Priority = 1 });
        till.Grant("new", 10, terms => terms with { Priority = 2 });
        var use = till.Use(4, at: Noon);
        till.Advance(Noon.AddHours(3));

        till.Amend(use, 6);

        Assert.Equal((4, 10), (till.Balance("wallet/old"), till.Balance("wallet/new")));
    }

    [Fact]
    public void A_hold_that_an_event_was_captured_from_stays_ended_and_the_units_go_to_their_grant()
    {
        var till = new Till();
        till.Grant("g", 100);
        till.Hold("h", 30);
        var use = till.Use(20, hold: "h", final: true);

        till.Void(use);

        Assert.Equal((100, 0), (till.Balance("wallet/g"), till.Balance("held/g")));
        Assert.Empty(till.Book.Holds);
    }

    [Fact]
    public void An_unrated_event_is_charged_when_there_is_a_price_and_a_refused_one_when_there_is_credit()
    {
        var till = new Till();
        till.Grant("g", 10);
        var sent = till.Using(20, type: "strict");
        var refused = till.Do(sent);
        Assert.Equal(EntryStatus.Refused, refused.Status);
        Assert.Equal("insufficient_credit", till.Reject(till.Correcting(refused, CorrectionKind.Rerate, "rerate", sent)));
        till.Grant("more", 10);

        var entry = till.Rerate(refused, sent);

        Assert.Equal((EntryKind.Rerate, 20, refused.OccurredAt), (entry.Kind, till.Balance("spent/strict"), entry.OccurredAt));
        till.Void(refused);
        Assert.Equal(0, till.Balance("spent/strict"));
    }

    [Fact]
    public void A_correction_that_was_planned_on_another_book_is_planned_again()
    {
        var till = new Till();
        till.Grant("g", 100);
        var (first, second) = (till.Use(10), till.Use(20));
        var planned = till.Correcting(first, CorrectionKind.Void, "void");
        till.Void(second);

        Assert.Equal("book_moved", till.Reject(planned));
        till.Void(first);
        Assert.Equal(100, till.Balance("wallet/g"));
    }

    [Fact]
    public void What_an_adjustment_gave_back_does_not_come_back_twice_and_the_next_close_makes_it_right()
    {
        var prices = Tariff.Of(
            [Tariff.Version(1, Noon.AddYears(-1), Tariff.Row(Tariff.Graduated((10m, 1m), (null, 5m)))), Tariff.Version(2, Noon, Tariff.Row(Tariff.Graduated((10m, 1m), (null, 2m))))]);
        var till = Tariff.Selling(prices, 1000);
        till.Use(10, at: Noon.AddHours(1));
        var early = till.Use(10, at: Noon.AddHours(-1));
        till.Now = new(2026, 8, 2, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(-30, Assert.Single(till.Close("2026-07")).Adjustment.Units);

        var entry = till.Void(early);
        Assert.Equal(20, Assert.Single(((UsageCorrected)entry.Body).Taken).Units);
        till.Now = new(2026, 9, 2, 0, 0, 0, TimeSpan.Zero);

        // Ten after noon are left, at 1: 60 − 30 − 20 is what they were charged.
        Assert.Empty(till.Close("2026-08"));
        Assert.Equal((10, 990), (till.Balance("spent/llm"), till.Balance("wallet/g")));
    }

    [Fact]
    public void A_close_rates_what_an_event_should_have_said()
    {
        var till = Tariff.Selling(Tariff.Of(
            [Tariff.Version(1, Noon.AddYears(-1), Tariff.Row(Tariff.Graduated((10m, 1m), (null, 5m)))), Tariff.Version(2, Noon, Tariff.Row(Tariff.Graduated((10m, 1m), (null, 2m))))]), 1000);
        var early = till.Use(5, at: Noon.AddHours(-1));
        till.Use(10, at: Noon.AddHours(1));
        till.Amend(early, 10);
        till.Now = new(2026, 8, 2, 0, 0, 0, TimeSpan.Zero);

        // Amended, ten before noon are counted after the ten of the afternoon, at 5 each; in order they come first, at 1, and those then at 2.
        Assert.Equal((50 + 5 + 10, 10 + 20), Assert.Single(till.Close("2026-07")).Adjustment is var adjustment ? (adjustment.Charged, adjustment.Rated) : default);
        Assert.Equal(30, till.Balance("spent/llm"));
    }

    [Fact]
    public void Entries_alone_and_checkpoints_lead_to_the_same_book()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers, rounding: DebitRounding.Cumulative)), 25);
        var (first, second) = (till.Use(20), till.Use(20));
        till.Amend(first, 3);
        till.Void(second);

        var again = Replay.Of(till.Entries, till.Book.Id);
        Assert.Equal(BookText.Whole(till.Book), BookText.Whole(again));
        Assert.Equal(BookText.RollUp(till.Book), BookText.RollUp(again));
        Assert.Equal(BookText.Whole(till.Book), BookText.Whole(Replay.Restored(till.Book, withDebts: true)));
    }
}
