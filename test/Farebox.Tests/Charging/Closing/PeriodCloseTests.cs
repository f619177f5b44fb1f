using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using Farebox.Tests.Ledger.Model;
using Farebox.Time;

namespace Farebox.Tests.Charging.Closing;

public sealed class PeriodCloseTests
{
    private static readonly DateTimeOffset Noon = Till.Noon;
    private static readonly DateTimeOffset August = new(2026, 8, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset September = new(2026, 9, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Ten cost 1 each and more 0.5; from noon of the first of July on 2 and 3.</summary>
    private static Catalog DearerFromNoon => Changing(Tariff.Graduated((10m, 1m), (null, 0.5m)), Tariff.Graduated((10m, 2m), (null, 3m)));

    /// <summary>Ten cost 1 each and more 5; from noon of the first of July on 1 and 2.</summary>
    private static Catalog CheaperFromNoon => Changing(Tariff.Graduated((10m, 1m), (null, 5m)), Tariff.Graduated((10m, 1m), (null, 2m)));

    [Fact]
    public void Use_that_arrived_in_another_order_than_it_happened_comes_to_what_it_comes_to_in_order()
    {
        var till = Tariff.Selling(DearerFromNoon);
        Assert.Equal([20, 5], (long[])[till.Debit(10, Noon), till.Debit(10, Noon.AddHours(-1))]);
        till.Now = August;

        var posted = Assert.Single(till.Close("2026-07")).Adjustment;

        // In order the first ten came before noon, at 1 each, and the next ten after it, at 3.
        Assert.Equal((40, 25, 15, 2), (posted.Rated, posted.Charged, posted.Units, posted.Events));
        Assert.Equal(40, till.Balance("spent/llm"));
        Assert.Equal(new DateOnly(2026, 7, 31), DateOnly.FromDateTime(till.Entries[^2].OccurredAt.UtcDateTime));
    }

    [Fact]
    public void Use_that_arrived_in_order_is_not_adjusted()
    {
        var till = Tariff.Selling(DearerFromNoon);
        till.Debit(10, Noon.AddHours(-1));
        till.Debit(10, Noon);
        till.Now = August;

        Assert.Empty(till.Close("2026-07"));
        Assert.Equal(40, till.Balance("spent/llm"));
    }

    [Fact]
    public void What_was_charged_too_much_goes_back_last_in_first_out_with_the_use_of_whoever_used_it()
    {
        var till = Overcharged();

        var posted = Assert.Single(till.Close("2026-07"));

        // Arrived: ten at 1 and then ten at 5. In order: ten at 1 and then ten at 2.
        Assert.Equal((30, 60), (posted.Adjustment.Rated, posted.Adjustment.Charged));
        Assert.Equal([("then", "alice", 30)], posted.Returns.Select(part => (part.Grant, part.Member, part.Units)));
        Assert.Equal((0, 95, 30), (till.Balance("wallet/first"), till.Balance("wallet/then"), till.Balance("spent/llm")));
        Assert.Equal((20, 30), (till.Book.Members["alice"].UsedOf(Till.Credit), till.Book.Root.UsedOf(Till.Credit)));
        Assert.Equal(30, till.Book.Grants.Values.Sum(grant => grant.Spent));
    }

    [Fact]
    public void Reports_follow_with_units_and_without_a_quantity()
    {
        var till = Overcharged();
        till.Close("2026-07");

        var lines = till.Book.RollUp.Lines;
        Assert.Equal((30, 20m), ((long)lines.Total(line => line.Value.Units), lines.Sum(line => line.Value.Quantity)));
        var back = Assert.Single(lines, line => line.Value.Units < 0);
        Assert.Equal((new(2026, 7, 31), "alice", "then", 0m), (back.Key.Day, back.Key.Member, back.Key.Grant, back.Value.Quantity));
    }

    [Fact]
    public void Units_of_a_grant_whose_expiry_has_posted_expire()
    {
        var till = Overcharged(terms => terms with { ExpiresAt = Noon.AddDays(1) });

        till.Close("2026-07");

        var grant = till.Book.Grants["then"];
        Assert.Equal((0, 5, 95, true), (grant.Wallet.Balance, grant.Spent, grant.Expired, grant.IsExpired));
    }

    [Fact]
    public void A_grant_that_was_used_up_may_pay_again()
    {
        var till = Overcharged(terms => terms with { Units = 35 });
        Assert.DoesNotContain(till.Book.WalletOf(Till.Credit).Live, grant => grant.Terms.Id == "then");

        till.Close("2026-07");

        Assert.Equal(["then"], till.Book.WalletOf(Till.Credit).Live.Select(grant => grant.Terms.Id));
        Assert.Equal(30, till.Balance("wallet/then"));
        Assert.Equal(EntryStatus.Recorded, till.Hold("h", 30).Status);
    }

    [Fact]
    public void What_is_owed_is_owed_no_longer_before_anything_goes_back_to_a_grant()
    {
        var till = Tariff.Selling(CheaperFromNoon, 40);
        till.Debit(10, Noon.AddHours(1));
        till.Debit(10, Noon.AddHours(-1));
        Assert.Equal(-20, till.Balance("debt/credit"));
        till.Now = August;

        var posted = Assert.Single(till.Close("2026-07"));

        Assert.Equal((0, 10, 30), (till.Balance("debt/credit"), till.Balance("wallet/g"), till.Balance("spent/llm")));
        Assert.Equal(10, Assert.Single(posted.Returns).Units);
        Assert.Empty(till.Book.WalletOf(Till.Credit).Debts);
    }

    [Fact]
    public void What_goes_back_to_a_grant_pays_what_other_use_owes()
    {
        var till = Tariff.Selling(
            Tariff.Of(
                [
                    Tariff.Version(1, Noon.AddYears(-1), Tariff.Row(Tariff.Graduated((10m, 1m), (null, 5m))), Tariff.Row(new PerUnitCharge(1m), model: "large")),
                    Tariff.Version(2, Noon, Tariff.Row(Tariff.Graduated((10m, 1m), (null, 2m))), Tariff.Row(new PerUnitCharge(1m), model: "large")),
                ]),
            60);
        till.Debit(10, Noon.AddHours(1));
        till.Debit(10, Noon.AddHours(-1));
        till.Debit(7, Noon.AddHours(2), model: "large");
        Assert.Equal(-7, till.Balance("debt/credit"));
        till.Now = August;

        till.Close("2026-07");

        Assert.Equal((0, 23), (till.Balance("debt/credit"), till.Balance("wallet/g")));
        Assert.Empty(till.Book.WalletOf(Till.Credit).Debts);
    }

    [Fact]
    public void A_positive_difference_is_never_refused_and_leaves_a_debt_where_no_grant_pays()
    {
        var till = Tariff.Selling(DearerFromNoon, 30);
        till.Debit(10, Noon);
        till.Debit(10, Noon.AddHours(-1));
        till.Limit(null, 10);
        till.Now = August;

        till.Close("2026-07");

        Assert.Equal((-10, 40), (till.Balance("debt/credit"), till.Book.Root.UsedOf(Till.Credit)));
        till.Grant("more", 100);
        Assert.Equal(90, till.Balance("wallet/more"));
    }

    [Fact]
    public void Use_of_a_closed_period_counts_in_the_next_one_and_is_settled_with_it()
    {
        var till = Tariff.Selling(DearerFromNoon);
        till.Debit(10, Noon);
        till.Now = August;
        Assert.Empty(till.Close("2026-07"));

        // Eleven to twenty of July at the price of its morning; in order they are one to ten, and those of the afternoon eleven to twenty.
        var late = till.Use(10, at: Noon.AddHours(-1));
        Assert.Equal((5, UsageMarks.ClosedPeriod), (late.Usage().Charges[0].Units, late.Usage().Marks & UsageMarks.ClosedPeriod));
        Assert.Equal(new(2026, 8, 1), till.Book.RollUp.Lines.Keys.Max(key => key.Day));
        Assert.Equal(UsageMarks.None, till.Use(0, at: till.Book.ClosedUntil).Usage().Marks & UsageMarks.ClosedPeriod);
        till.Now = September;
        var posted = Assert.Single(till.Close("2026-08")).Adjustment;

        Assert.Equal((40, 25, "2026-07", "2026-08"), (posted.Rated, posted.Charged, posted.Period.ToString(), posted.Closes.ToString()));
        Assert.Equal(new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero), till.Entries[^2].OccurredAt);
        Assert.Equal(new(2026, 8, 1), till.Book.RollUp.Lines.Keys.Max(key => key.Day));
    }

    [Fact]
    public void An_adjustment_stands_when_the_next_period_is_closed()
    {
        var till = Overcharged();
        Assert.Single(till.Close("2026-07"));
        till.Use(10, at: Noon.AddHours(-2));
        till.Now = September;

        // In order: ten at 1, ten at 5 and, after noon, ten at 2; charged are 60 − 30 and the late 50.
        Assert.Empty(till.Close("2026-08"));
        Assert.Equal((80, 80), (till.Balance("spent/llm"), till.Charged()["llm  credit"]));
    }

    [Fact]
    public void A_year_is_counted_on_from_month_to_month()
    {
        var till = Tariff.Selling(Tariff.Of(
            [Tariff.Version(1, Noon.AddYears(-1), Tariff.Row(Tariff.Tiers, resets: CounterReset.Year)), Tariff.Version(2, Noon, Tariff.Row(Tariff.Graduated((10m, 2m), (null, 3m)), resets: CounterReset.Year))]));
        Assert.Equal([20, 5], (long[])[till.Debit(10, Noon.AddDays(1)), till.Debit(10, Noon.AddDays(-10))]);
        till.Now = August;

        // In order June has the first ten, at 1, and July the next ten, at 3.
        Assert.Equal(5, Assert.Single(till.Close("2026-06")).Adjustment.Units);
        Assert.Equal((10, "2026"), Assert.Single(till.Close("2026-07")).Adjustment is var july ? (july.Units, july.Period.ToString()) : default);
        Assert.Equal(10 + 30, till.Balance("spent/llm"));
    }

    [Fact]
    public void A_period_is_closed_once_it_has_ended_with_its_grace_and_once_only()
    {
        var till = Tariff.Selling(DearerFromNoon);
        till.Now = new(2026, 7, 31, 23, 59, 59, TimeSpan.Zero);
        Assert.Equal("period_open", till.Reject(ClosingTill.Closing("2026-07")));
        till.Now = till.Now.AddSeconds(1);
        Assert.Equal("period_open", till.Reject(ClosingTill.Closing("2026-07", TimeSpan.FromHours(1))));

        till.Do(ClosingTill.Closing("2026-07"));

        Assert.Equal("period_closed", till.Reject(ClosingTill.Closing("2026-07")));
        Assert.Equal("period_closed", till.Reject(ClosingTill.Closing("2026-07-31")));
        till.Now = September;
        Assert.Equal("close_unfinished", till.Reject(ClosingTill.Closing("2026-08")));
    }

    [Fact]
    public void An_adjustment_that_was_planned_on_another_book_is_planned_again()
    {
        var till = Overcharged();
        var close = till.Do(ClosingTill.Closing("2026-07"));
        var (adjustment, at) = Assert.Single(till.Differences(close));

        Assert.Equal("book_moved", till.Reject(new PostAdjustment(Till.Tenant, "acme", adjustment, at, [], new HashSet<string>(), till.Book.CorrectedSeq)));
        Assert.Equal("book_moved", till.Reject(new PostAdjustment(Till.Tenant, "acme", adjustment, at, till.Posting(adjustment, at, close).Sources, new HashSet<string>(), 1)));
        till.Post(adjustment, at, close);
        Assert.Equal(30, till.Balance("spent/llm"));
    }

    [Fact]
    public void Of_use_that_several_assets_paid_each_part_is_rated_on_the_card_of_its_asset()
    {
        var till = PayWithTill();
        till.Debit(10, Noon);
        till.Debit(10, Noon.AddHours(-1));
        var before = till.Entries.Select(entry => entry.Body).OfType<UsageReported>().SelectMany(usage => usage.Charges).ToLookup(charge => charge.Asset!.Code, charge => charge.Quantity);
        till.Now = August;

        var posted = till.Close("2026-07");

        Assert.Equal(2, before.Count);
        Assert.All(posted, one => Assert.Equal(one.Adjustment.Rated, till.Book.AccountOf(AccountKind.Spent, "llm", one.Adjustment.Asset!).Balance));
        Assert.NotEmpty(posted);
    }

    [Fact]
    public void Entries_alone_and_checkpoints_lead_to_the_same_book()
    {
        var till = Overcharged();
        till.Close("2026-07");
        till.Use(3, at: Noon.AddHours(-2));

        var again = Replay.Of(till.Entries, till.Book.Id);
        Assert.Equal(BookText.Whole(till.Book), BookText.Whole(again));
        Assert.Equal(BookText.RollUp(till.Book), BookText.RollUp(again));
        Assert.Equal(BookText.Whole(till.Book), BookText.Whole(Replay.Restored(till.Book, withDebts: true)));
        Assert.NotEqual(BookText.Whole(till.Book), BookText.Whole(Replay.Of(till.Entries.SkipLast(1), till.Book.Id)));
    }

    /// <summary>Sixty were charged, of which thirty are too much: ten by nobody in particular, all of it by the grant "first", then fifty by alice, thirty-five of them by "then".</summary>
    private static Till Overcharged(Func<GrantTerms, GrantTerms>? then = null)
    {
        var till = Tariff.Selling(CheaperFromNoon, 0);
        till.Member("alice");
        till.Grant("first", 25, terms => terms with { Priority = 0 });
        till.Grant("then", 100, terms => (then?.Invoke(terms) ?? terms) with { Priority = 1 });
        till.Use(10, at: Noon.AddHours(1));
        till.Use(10, "alice", at: Noon.AddHours(-1));
        till.Now = August;
        till.Advance(August);
        return till;
    }

    private static Catalog Changing(GraduatedCharge before, GraduatedCharge from) =>
        Tariff.Of([Tariff.Version(1, Noon.AddYears(-1), Tariff.Row(before)), Tariff.Version(2, Noon, Tariff.Row(from))]);

    private static Till PayWithTill()
    {
        var credits = Changing(Tariff.Graduated((10m, 1m), (null, 0.5m)), Tariff.Graduated((10m, 2m), (null, 3m)));
        var dollars = new CardVersion(1, Noon.AddYears(-1), Till.Dollar, [Tariff.Row(Tariff.Graduated((10m, 0.1m), (null, 0.05m)))]);
        var catalog = credits.WithCardVersion(CardKind.Rate, "dollars", dollars, credits.ConfigSeq + 1);
        var till = new Till(catalog, "default", "dollars");
        till.Grant("g", 22);
        return till;
    }
}
