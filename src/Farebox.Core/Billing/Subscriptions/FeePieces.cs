namespace Farebox.Billing.Subscriptions;

/// <summary>The pieces that a subscription should be billed for, as of an instant.</summary>
internal static class FeePieces
{
    /// <summary>Ahead up to the end of the cycle that the instant is in; behind, what is over by then.</summary>
    public static IReadOnlyList<FeePiece> WantedAt(Subscription subscription, DateTimeOffset at)
    {
        var horizon = at < subscription.Start ? at : subscription.CadenceAt(at).PeriodAt(at).End;
        var stretches = Merged(subscription.ServedBefore(horizon)).ToArray();
        var pieces = new List<FeePiece>();
        foreach (var group in stretches.GroupBy(stretch => stretch.Item.Id, StringComparer.Ordinal).Select(group => group.ToArray()))
        {
            for (var i = 0; i < group.Length; i++)
            {
                if (group[i].Item.Timing == FeeTiming.Arrears && !IsOver(subscription, group[i].Period, at)) continue;

                var (before, after) = (i > 0 ? group[i - 1] : default, i + 1 < group.Length ? group[i + 1] : default);
                if (Piece(subscription, group[i], Touches(before, group[i]), Touches(group[i], after)) is { } piece) pieces.Add(piece);
            }
        }

        return pieces;
    }

    // Equal stretches that follow each other in one cycle are one, so that a change that changes nothing cuts nothing.
    private static IEnumerable<ItemStretch> Merged(IEnumerable<ServedStretch> served)
    {
        var open = new Dictionary<string, ItemStretch>(StringComparer.Ordinal);
        var done = new List<ItemStretch>();
        var order = new List<string>();
        foreach (var stretch in served)
        {
            foreach (var item in stretch.Items)
            {
                if (!order.Contains(item.Id)) order.Add(item.Id);
                if (open.TryGetValue(item.Id, out var last) && last.Item == item && Touches(last, new(item, stretch.Period)) && last.Period.Cycle == stretch.Period.Cycle)
                {
                    open[item.Id] = last with { Period = new(new(last.Period.Span.Start, stretch.Period.Span.End), stretch.Period.Cycle) };
                    continue;
                }

                if (last.Item is not null) done.Add(last);
                open[item.Id] = new(item, stretch.Period);
            }
        }

        return done.Concat(open.Values).OrderBy(stretch => stretch.Period.Span.Start).ThenBy(stretch => order.IndexOf(stretch.Item.Id));
    }

    private static bool Touches(in ItemStretch first, in ItemStretch next) =>
        first.Item is not null && next.Item is not null && first.Period.Span.End == next.Period.Span.Start;

    private static bool IsOver(Subscription subscription, ServicePeriod period, DateTimeOffset at) =>
        period.Cycle.End <= at || (subscription.EndsAt is { } end && end <= at) || subscription.CadenceAt(at).PeriodAt(at) != period.Cycle;

    private static FeePiece? Piece(Subscription subscription, in ItemStretch stretch, bool goesOn, bool isFollowed)
    {
        var (terms, zone, (span, cycle)) = (subscription.Proration, subscription.Cadence.Zone, stretch.Period);
        var isAfterFrom = goesOn ? !terms.IsChangeDayNew : !terms.IsStartDayBilled;
        var isAfterUntil = isFollowed ? !terms.IsChangeDayNew : terms.IsEndDayBilled;
        // A cut on the last day of a cycle that ends inside a day is not moved out of the cycle: the rest of that day is the next one's.
        var end = terms.Number(cycle.End, cycle, zone, isAfter: false);
        var from = span.Start == cycle.Start ? 0 : terms.Number(span.Start, cycle, zone, isAfterFrom);
        var until = Math.Min(end, terms.Number(span.End, cycle, zone, isAfterUntil && span.End < cycle.End));
        var full = stretch.Item.CostOf(cycle.Start);
        return from >= until || full == 0m ? null : new(stretch.Item.Id, cycle, from, until, terms.Length(cycle, zone), stretch.Item.Billed, full);
    }

    private readonly record struct ItemStretch(SubscriptionItem Item, ServicePeriod Period);
}
