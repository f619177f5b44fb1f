using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using Farebox.Tests.Ledger.Model;
using Farebox.Tests.Metering;
using Farebox.Time;

namespace Farebox.Tests.Charging;

public sealed class RunningCountTests
{
    private static readonly DateTimeOffset Noon = Till.Noon;

    [Fact]
    public void An_event_pays_from_where_the_running_count_stands()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers)));

        Assert.Equal([8, 2 + 2, 43, 4], (long[])[till.Debit(8), till.Debit(6), till.Debit(86), till.Debit(10)]);
        Assert.Equal(110m, Assert.Single(till.Book.Counters).Value.Quantity);
    }

    [Fact]
    public void A_row_on_which_every_unit_costs_the_same_counts_nothing()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(new PerUnitCharge(1m))));

        till.Debit(8);

        Assert.Empty(till.Book.Counters);
        Assert.Empty(till.Entries[^1].Usage().Charges[0].Counters);
    }

    [Fact]
    public void It_runs_on_when_the_price_changes_and_the_version_is_chosen_by_when_the_use_happened()
    {
        var dearer = Tariff.Graduated((10m, 2m), (null, 3m));
        var catalog = Tariff.Of([Tariff.Version(1, Noon.AddYears(-1), Tariff.Row(Tariff.Tiers)), Tariff.Version(2, Noon, Tariff.Row(dearer))]);
        var till = Tariff.Selling(catalog);

        Assert.Equal(8, till.Debit(8, Noon.AddMinutes(-1)));
        Assert.Equal(2 + 2 + 3 + 3, till.Debit(4, Noon));
        Assert.Equal(2, till.Debit(4, Noon.AddMinutes(-1)));
    }

    [Theory]
    [InlineData(CounterReset.Day, 1, true)]
    [InlineData(CounterReset.Day, 0, false)]
    [InlineData(CounterReset.Month, 30, false)]
    [InlineData(CounterReset.Month, 31, true)]
    [InlineData(CounterReset.Year, 183, false)]
    [InlineData(CounterReset.Year, 184, true)]
    [InlineData(CounterReset.Never, 1000, false)]
    public void It_starts_anew_as_its_row_says_by_when_the_use_happened(CounterReset resets, int days, bool isAnew)
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers, resets: resets)));

        Assert.Equal(10, till.Debit(10));
        Assert.Equal(isAnew ? 10 : 5, till.Debit(10, Noon.AddDays(days)));
        Assert.Equal(5, till.Debit(10));
    }

    [Fact]
    public void Rows_for_other_dimensions_count_by_themselves()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers), Tariff.Row(Tariff.Tiers, model: "large")));

        Assert.Equal([10, 10, 5, 5], (long[])[till.Debit(10, model: "small"), till.Debit(10, model: "large"), till.Debit(10, model: "tiny"), till.Debit(10, model: "large")]);
        Assert.Equal(["", "model=large"], till.Book.Counters.Keys.Select(key => key.Row).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_refused_or_unrated_does_not_move_it()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers, "strict")), 10);

        Assert.Equal(EntryStatus.Refused, till.Use(50, type: "strict").Status);
        Assert.Equal(EntryStatus.Unrated, till.Use(50, type: "strict", at: Noon.AddYears(-2)).Status);
        Assert.Empty(till.Book.Counters);
        Assert.Equal(10, till.Debit(10, type: "strict"));
    }

    [Fact]
    public void A_shortfall_left_as_debt_moves_it_as_any_use_does()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers)), 0);

        Assert.Equal([10, 5], (long[])[till.Debit(10), till.Debit(10)]);
        Assert.Equal(-15, till.Balance("debt/credit"));
    }

    [Fact]
    public void A_hold_is_priced_from_where_it_stands_and_does_not_move_it()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers)));
        till.Debit(8);

        Assert.Equal((2 + 2, 4), (Held(till, "h1", 6), Held(till, "h2", 6)));
        Assert.Equal(8m, Assert.Single(till.Book.Counters).Value.Quantity);
        Assert.Equal((2 + 2, 3), (till.Debit(6, hold: "h1", final: true), till.Debit(6, hold: "h2", final: true)));
        Assert.Equal(1_000_000 - 15, till.Balance("wallet/g"));
    }

    [Fact]
    public void A_late_capture_counts_as_an_event_and_a_bare_amount_does_not()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers)));
        till.Hold("h", 20, lasts: TimeSpan.FromMinutes(1));
        till.Hold("bare", 20);
        till.Now = Noon.AddMinutes(2);

        till.Capture("bare", 5, final: true);
        Assert.Equal(10, till.Debit(10, hold: "h"));
        Assert.Equal(LateCapture.Lapsed, till.Entries[^1].Usage().Late);
        Assert.Equal(5, till.Debit(10));
    }

    [Fact]
    public void What_usage_costs_the_seller_has_counts_of_its_own()
    {
        var cost = new CardVersion(1, Noon.AddYears(-1), Till.Dollar, [Tariff.Row(Tariff.Graduated((10m, 0.3m), (null, 0.1m)))]);
        var till = Tariff.Selling(Tariff.Of([Tariff.Version(1, Noon.AddYears(-1), Tariff.Row(new PerUnitCharge(1m)))], cost));

        Assert.Equal([2_400_000_000, 800_000_000], ((long[])[8, 4]).Select(tokens => till.Use(tokens).Usage().Charges[0].UpstreamCost!.Value.Units));
        Assert.True(Assert.Single(till.Book.Counters).Key.IsCost);
    }

    [Fact]
    public void The_entries_alone_lead_to_the_same_counts_and_a_count_they_do_not_follow_from_is_found()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers)));
        till.Debit(8);
        till.Debit(6);

        Assert.Equal(till.Book.Counters, Replay.Of(till.Entries, till.Book.Id).Counters);
        var restored = Replay.Restored(till.Book, withDebts: true);
        Assert.Equal(till.Book.Counters, restored.Counters);

        var other = Replay.Of(till.Entries.SkipLast(1), till.Book.Id);
        var lie = new Till(Tariff.Of(Tariff.Row(Tariff.Tiers)));
        lie.Grant("g", 1_000_000);
        lie.Debit(7);
        lie.Debit(6);
        Assert.Throws<InvalidOperationException>(() => Replay.Continue(other, lie.Entries.TakeLast(1)));
    }

    private static long Held(Till till, string id, long tokens)
    {
        var data = Events.WithData($$"""{"tokens":{{tokens}}}""").Data;
        return Assert.IsType<HoldDecided>(till.Do(AuthoriseHold.OfData(HoldName.ById(Till.Tenant, "acme", id), "llm", data, Guid.Empty, null, TimeSpan.FromHours(1))).Body).Terms.Units;
    }
}
