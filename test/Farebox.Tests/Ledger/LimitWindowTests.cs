using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

/// <summary>Limits over windows: what counts where, and when there is room again.</summary>
public sealed class LimitWindowTests
{
    private static readonly LimitWindow Day = new(LimitSpan.Day, "UTC", TimeSpan.Zero);
    private static readonly LimitWindow Hour = new(LimitSpan.Hour, "UTC", TimeSpan.Zero);
    private readonly Till _till = new();

    public LimitWindowTests() => _till.Grant("g", 10_000);

    [Fact]
    public void A_day_refuses_what_would_pass_it_and_takes_exactly_its_limit()
    {
        _till.Named("daily", 50, Day);

        Assert.Null(RefusalOf(_till.Hold("h1", 30)));
        Assert.Equal("limit_exceeded", RefusalOf(_till.Hold("h2", 21))!.Code);
        Assert.Null(RefusalOf(_till.Hold("h3", 20)));
    }

    [Fact]
    public void The_refusal_names_the_limit_its_window_and_when_there_is_room_again()
    {
        _till.Named("daily", 50, Day);
        var hit = RefusalOf(_till.Hold("h", 51))!.Limit!;

        Assert.Equal(("daily", "", Till.Noon.AddHours(-12), Till.Noon.AddHours(12)), (hit.Id, hit.Member, hit.Window!.Value.Start, hit.Window.Value.End));
        Assert.Equal("Limit 'daily' of the account would be passed. Its window began at 2026-07-01T00:00:00Z and has room again from 2026-07-02T00:00:00Z.", LimitWords.Of(hit));
    }

    [Fact]
    public void A_new_day_begins_at_nothing()
    {
        _till.Named("daily", 50, Day);
        _till.Use(50);
        _till.Now = Till.Noon.AddHours(12).AddTicks(-1);
        Assert.NotNull(RefusalOf(_till.Hold("before", 1)));

        _till.Now = Till.Noon.AddHours(12);
        Assert.Null(RefusalOf(_till.Hold("after", 50)));
    }

    [Fact]
    public void A_day_of_a_zone_with_summer_time_has_twenty_three_hours_once_a_year()
    {
        // Berlin, 29 March 2026: from 23:00 UTC the day before to 22:00 UTC.
        var window = new LimitWindow(LimitSpan.Day, "Europe/Berlin", TimeSpan.Zero).At(new(2026, 3, 29, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal((23, TimeSpan.FromHours(23)), (window.Start.Hour, window.End - window.Start));
    }

    [Fact]
    public void An_hour_is_one_of_its_zone_on_the_half_where_the_zone_is()
    {
        var window = new LimitWindow(LimitSpan.Hour, "Asia/Kolkata", TimeSpan.Zero).At(Till.Noon);

        Assert.Equal((Till.Noon.AddMinutes(-30), Till.Noon.AddMinutes(30)), (window.Start, window.End));
    }

    [Fact]
    public void The_window_that_an_entry_opens_stands_in_it()
    {
        _till.Named("daily", 50, Day);
        var first = _till.Use(1);
        var second = _till.Use(1);

        Assert.Equal(new WindowOpened("daily", Till.Noon.AddHours(-12), Till.Noon.AddHours(12)), Assert.Single(first.Body.Windows));
        Assert.Empty(second.Body.Windows);
    }

    [Fact]
    public void A_hold_counts_when_it_is_authorised_and_gives_back_to_that_window()
    {
        _till.Named("hourly", 50, Hour);
        _till.Hold("h", 50, lasts: TimeSpan.FromHours(5));
        _till.Now = Till.Noon.AddHours(1);
        _till.Use(30);
        Assert.Equal(30, UsedOf("hourly"));

        _till.Release("h");
        Assert.Equal(30, UsedOf("hourly"));
    }

    [Fact]
    public void What_is_freed_in_the_same_window_makes_room_in_it()
    {
        _till.Named("hourly", 50, Hour);
        _till.Hold("h", 50);
        Assert.NotNull(RefusalOf(_till.Hold("refused", 1)));
        _till.Capture("h", 20, final: true);

        Assert.Equal(20, UsedOf("hourly"));
        Assert.Null(RefusalOf(_till.Hold("again", 30)));
    }

    [Fact]
    public void What_is_captured_later_stays_counted_where_it_was_held()
    {
        _till.Named("hourly", 50, Hour);
        _till.Hold("h", 40, lasts: TimeSpan.FromHours(5));
        _till.Now = Till.Noon.AddHours(1);
        _till.Use(60, hold: "h", final: true);

        Assert.Equal(20, UsedOf("hourly"));
    }

    [Fact]
    public void What_somebody_else_captures_is_counted_with_them_and_given_back_to_the_holder()
    {
        _till.Member("alice");
        _till.Member("bob");
        _till.Named("of-alice", 50, Day, terms => terms with { Member = "alice" });
        _till.Named("of-bob", 50, Day, terms => terms with { Member = "bob" });
        _till.Hold("h", 40, "alice");
        _till.Use(25, "bob", "h");

        Assert.Equal((15, 25), (UsedOf("of-alice"), UsedOf("of-bob")));
    }

    [Fact]
    public void A_rolling_window_forgets_part_by_part()
    {
        _till.Named("rolling", 60, LimitWindow.Rolling(TimeSpan.FromHours(1)));
        for (var minute = 0; minute < 60; minute++)
        {
            _till.Now = Till.Noon.AddMinutes(minute);
            _till.Use(1);
        }

        Assert.Equal(Till.Noon.AddHours(1), RefusalOf(_till.Hold("full", 1))!.Limit!.Window!.Value.End);
        _till.Now = Till.Noon.AddHours(1).AddTicks(-1);
        Assert.NotNull(RefusalOf(_till.Hold("still", 1)));
        _till.Now = Till.Noon.AddHours(1);
        Assert.Null(RefusalOf(_till.Hold("one", 1)));
        _till.Now = Till.Noon.AddHours(9);
        Assert.Equal(0, _till.Book.Limits["rolling"].UsedAt(_till.Now));
    }

    [Fact]
    public void A_limit_counts_only_the_meter_model_and_key_it_names()
    {
        _till.Named("large", 10, Day, terms => terms with { Meter = "llm", Model = "large" });
        _till.Use(7, model: "large");
        _till.Use(7, model: "small");
        _till.Use(7, type: "strict", model: "large");

        Assert.Equal(7, UsedOf("large"));
        Assert.NotNull(RefusalOf(_till.Hold("h1", 4, meter: "llm", model: "large")));
        Assert.Null(RefusalOf(_till.Hold("h2", 4, meter: "llm", model: "small")));
        Assert.Null(RefusalOf(_till.Hold("h3", 4)));
    }

    [Fact]
    public void A_key_has_its_own_limit_whoever_uses_it()
    {
        _till.Named("of-key", 10, Day, terms => terms with { ApiKey = "k1" });
        _till.Do(Till.Holding("h1", 8).Under("k1"));

        Assert.Equal("limit_exceeded", RefusalOf(_till.Do(Till.Holding("h2", 8).Under("k1")))!.Code);
        Assert.Null(RefusalOf(_till.Do(Till.Holding("h3", 8).Under("k2"))));
    }

    [Fact]
    public void Quantities_and_requests_are_counted_as_such()
    {
        _till.Named("tokens", 100_000_000, Day, terms => terms with { Measure = LimitMeasure.Quantity, Meter = "llm", Asset = null });
        _till.Named("calls", 2, Day, terms => terms with { Measure = LimitMeasure.Requests, Asset = null });
        _till.Use(60);
        Assert.Equal((60_000_000, 1), (UsedOf("tokens"), UsedOf("calls")));

        _till.Hold("h", 5);
        Assert.Equal(2, UsedOf("calls"));
        Assert.NotNull(RefusalOf(_till.Hold("third", 5)));
        _till.Use(5, hold: "h", final: true);
        Assert.Equal(2, UsedOf("calls"));
    }

    [Fact]
    public void A_released_hold_was_no_request()
    {
        _till.Named("calls", 1, Day, terms => terms with { Measure = LimitMeasure.Requests, Asset = null });
        _till.Hold("h", 5);
        _till.Release("h");

        Assert.Equal(0, UsedOf("calls"));
    }

    [Fact]
    public void An_event_is_recorded_past_a_limit_and_says_so_unless_its_meter_rejects()
    {
        _till.Named("daily", 10, Day);

        Assert.Equal(UsageMarks.OverLimit, ((UsageReported)_till.Use(11).Body).Marks);
        var refused = _till.Use(1, type: "strict");
        Assert.Equal((EntryStatus.Refused, "daily"), (refused.Status, ((UsageReported)refused.Body).Limit!.Id));
    }

    [Fact]
    public void A_soft_limit_refuses_nothing_and_marks_nothing()
    {
        _till.Named("soft", 10, Day, terms => terms with { IsHard = false });

        Assert.Null(RefusalOf(_till.Hold("h", 100)));
        Assert.Equal(UsageMarks.None, ((UsageReported)_till.Use(100).Body).Marks);
    }

    [Fact]
    public void Percentages_are_told_once_per_window_at_the_limit_or_past_it()
    {
        _till.Named("daily", 100, Day, terms => terms with { AlertAt = [50, 80, 100] });
        _till.Use(49);
        Assert.Empty(_till.Book.Crossings);
        _till.Use(1);
        Assert.Equal([50], _till.Book.Crossings.Select(crossing => crossing.Percent));
        _till.Use(1);
        Assert.Empty(_till.Book.Crossings);
        _till.Use(49);
        Assert.Equal([80, 100], _till.Book.Crossings.Select(crossing => crossing.Percent));

        _till.Now = Till.Noon.AddDays(1);
        _till.Use(80);
        Assert.Equal([50, 80], _till.Book.Crossings.Select(crossing => crossing.Percent));
    }

    [Fact]
    public void A_limit_that_is_raised_goes_on_counting_and_tells_again_what_it_told_before()
    {
        _till.Named("daily", 100, Day, terms => terms with { AlertAt = [50] });
        _till.Use(60);
        _till.Named("daily", 200, Day, terms => terms with { AlertAt = [50] });
        Assert.Equal(60, UsedOf("daily"));

        _till.Use(40);
        Assert.Equal([50], _till.Book.Crossings.Select(crossing => crossing.Percent));
    }

    [Fact]
    public void What_a_limit_counts_never_changes()
    {
        _till.Named("daily", 100, Day);

        Assert.Equal("already_exists", _till.Reject(_till.Naming(_till.Book.Limits["daily"].Terms with { Window = Hour })));
    }

    [Fact]
    public void A_removed_limit_is_gone_and_its_name_is_free()
    {
        _till.Named("daily", 10, Day);
        _till.Hold("h", 10);
        _till.Do(_till.Changing("daily", LimitAct.Remove));

        Assert.Null(RefusalOf(_till.Hold("more", 100)));
        _till.Named("daily", 10, Hour);
        _till.Release("h");
        Assert.Equal(0, UsedOf("daily"));
        Assert.Equal("limit_unknown", _till.Reject(_till.Changing("other", LimitAct.Remove)));
    }

    [Fact]
    public void A_total_limit_can_be_removed_too()
    {
        _till.Member("alice");
        _till.Limit("alice", 5);
        Assert.Equal("limit_exceeded", RefusalOf(_till.Hold("h", 6, "alice"))!.Code);
        _till.Do(_till.Changing("total:credit:alice", LimitAct.Remove));

        Assert.Null(RefusalOf(_till.Hold("h2", 6, "alice")));
    }

    [Fact]
    public void Fifty_limits_on_the_way_up_cost_an_event_no_memory()
    {
        Assert.Equal(Allocated(limits: 0), Allocated(limits: 50));
    }

    private static long Allocated(int limits)
    {
        var till = new Till();
        for (var i = 0; i < 50; i++) till.Member($"m{i}", i == 0 ? null : $"m{i - 1}");
        till.Grant("g", 10_000);
        for (var i = 0; i < limits; i++) till.Named($"l{i}", 1_000_000, i % 2 == 0 ? Day : LimitWindow.Rolling(TimeSpan.FromHours(1)), terms => terms with { Member = $"m{i}", AlertAt = [80] });

        // The first event opens the windows.
        till.Use(5, "m49");
        var command = till.Using(5, "m49");
        return Allocations.Of(() => till.Decide(command));
    }

    private long UsedOf(string limit) => (long)_till.Book.Limits[limit].UsedAt(_till.Now);

    private static HoldRefusal? RefusalOf(Entry entry) => ((HoldDecided)entry.Body).Refusal;
}
