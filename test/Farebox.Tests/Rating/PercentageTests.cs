using Farebox.Rating;

namespace Farebox.Tests.Rating;

public sealed class PercentageTests
{
    [Theory]
    [InlineData(null, null, "18.4")]
    [InlineData(3, 500, "7.2")]      // the third event uses up the free events
    [InlineData(3, 250, "11.15")]    // the third event uses up the free value
    [InlineData(5, null, "0")]       // more free events than events
    public void Free_events_and_free_value_end_with_whichever_is_reached_first(int? freeEvents, int? freeValue, string price) =>
        Assert.Equal(Number.Of(price), InOrder(new(0.013m, 2m) { FreeEvents = freeEvents, FreeValue = freeValue }, 50m, 100m, 250m, 400m));

    [Fact]
    public void The_window_of_an_event_holds_its_fee_and_not_what_is_free()
    {
        var window = new PercentageCharge(0.0299m, 2m) { EventMinimum = 1.75m, EventMaximum = 12m };

        Assert.Equal(18.691m, InOrder(window, 10m, 80m, 10_000m));
        Assert.Equal(12m, InOrder(window with { FreeEvents = 2 }, 10m, 80m, 10_000m));
    }

    [Fact]
    public void Part_of_an_event_may_be_free()
    {
        var charge = new PercentageCharge(0.0299m) { EventMinimum = 1.75m, EventMaximum = 12m, FreeValue = 30m };

        Assert.Equal(13.794m, InOrder(charge, 10m, 80m, 10_000m));
    }

    [Fact]
    public void Many_events_at_once_pay_as_many_fees_where_no_event_stands_out()
    {
        Assert.Equal(8m, new PercentageCharge(0m, 2m).Price(800m, Some.Now with { Events = 4 }, null));
        Assert.Equal(0m, new PercentageCharge(0.01m, 2m).Price(0m, Some.Now, null));
    }

    [Fact]
    public void What_each_event_costs_cannot_be_told_from_their_sum()
    {
        var charge = new PercentageCharge(0.01m) { EventMinimum = 1m };

        Assert.True(charge.IsPerEvent);
        Assert.NotNull(charge.Refuses(800m, Some.Now with { Events = 4 }));
        Assert.Null(charge.Refuses(800m, Some.Now));
        Assert.False(new PercentageCharge(0.01m, 2m).IsPerEvent);
    }

    private static decimal InOrder(PercentageCharge charge, params ReadOnlySpan<decimal> values)
    {
        var (total, before) = (0m, 0m);
        for (var i = 0; i < values.Length; i++)
        {
            total += charge.Price(values[i], Some.Now with { Events = 1, EventsBefore = i, Before = before }, null);
            before += values[i];
        }

        return total;
    }
}
