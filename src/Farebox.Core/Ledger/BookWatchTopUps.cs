using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>Credit that is bought by itself: when it is called for, what is under way, and what has been asked for this month.</summary>
internal sealed partial class BookWatch
{
    private const int CapReached = 100;

    private readonly Dictionary<string, TopUp> _topUps = new(StringComparer.Ordinal);

    /// <summary>The top-up rules by asset.</summary>
    public SortedDictionary<string, TopUpWatch> TopUpRules { get; } = new(StringComparer.Ordinal);

    /// <summary>All purchases ever, by id.</summary>
    public IReadOnlyDictionary<string, TopUp> TopUps => _topUps;

    public void Set(TopUpRuleSet set)
    {
        var watch = WatchOf(set.Asset.Code);
        watch.Rule = set.Rule;
        Become(watch, watch.Standing with { WantedAt = null, Failures = 0, IsDisabled = false });
    }

    public void Restore(string asset, TopUpRule? rule, TopUpStanding standing)
    {
        var watch = new TopUpWatch(asset, rule);
        TopUpRules.Add(asset, watch);
        Become(watch, standing);
    }

    public void Restore(TopUp topUp) => _topUps.Add(topUp.Id, topUp);

    /// <summary>A decision to buy, or not to.</summary>
    public void Apply(TopUpDecided decided)
    {
        var at = decided.Item.At;
        var watch = WatchOf(decided.Item.Id[..decided.Item.Id.IndexOf('/', StringComparison.Ordinal)]);
        Become(watch, watch.Standing with { Count = watch.Standing.Count + 1, WantedAt = null });
        if (decided.TopUp is { } topUp) Request(watch, topUp);
        else if (decided.Reason == "cap_reached") Wait(watch, at);
        else if (decided.Reason == "not_needed") Become(watch, watch.Standing with { Failures = 0 });
        else Disable(watch, at, decided.Reason);
    }

    /// <summary>A payment that is known now to have been made, or to have failed.</summary>
    public void Apply(TopUpSettled settled, DateTimeOffset now)
    {
        if (!_topUps.TryGetValue(settled.Id, out var before)) throw new InvalidOperationException($"Purchase {settled.Id} was never asked for.");

        var watch = WatchOf(before.Asset.Code);
        if (watch.Standing.InFlight == settled.Id) Become(watch, watch.Standing with { InFlight = null });
        _topUps[settled.Id] = before with { State = settled.Grant is null ? TopUpState.Failed : TopUpState.Paid, Note = settled.Note };
        if (settled.Grant is not null) Pay(watch, before, now);
        else Fail(watch, before, now, settled.Note);
    }

    /// <summary>Whether little enough is left of what the entry has touched.</summary>
    private void LookAtTopUps(Entry entry, DateTimeOffset at)
    {
        foreach (var watch in TopUpRules.Values)
        {
            if (watch is not { Rule: { } rule, Standing: { InFlight: null, WantedAt: null, IsDisabled: false } } || !Touches(entry, rule.Asset)) continue;
            if (rule.UnitsAt(TopUpDecisions.AvailableAt(book, rule, at)) > 0) Become(watch, watch.Standing with { WantedAt = at });
        }
    }

    private void Request(TopUpWatch watch, TopUp topUp)
    {
        _topUps.Add(topUp.Id, topUp);
        var standing = watch.Standing.In(topUp.RequestedAt);
        Become(watch, standing with { InFlight = topUp.Id, MonthCharged = standing.MonthCharged + topUp.Charge.Units });
        Notices.Add(Of(topUp, NoticeKind.TopUpRequested, topUp.RequestedAt));
        if (watch.Rule?.MonthlyCap is not { } cap) return;

        foreach (var percent in TopUpRule.CapTold)
        {
            if ((Int128)watch.Standing.MonthCharged * 100 < (Int128)cap * percent || watch.Standing.CapTold >= percent) continue;
            TellCap(watch, topUp.RequestedAt, cap, percent, "");
            break;
        }
    }

    /// <summary>The cap leaves no room: told once a month, and decided anew when the next one begins.</summary>
    private void Wait(TopUpWatch watch, DateTimeOffset at)
    {
        Become(watch, watch.Standing.In(at) with { WantedAt = TopUpStanding.MonthOf(at).AddMonths(1) });
        if (watch.Standing.CapTold <= CapReached) TellCap(watch, at, watch.Rule!.MonthlyCap!.Value, CapReached + 1, "declined");
    }

    private void Pay(TopUpWatch watch, TopUp topUp, DateTimeOffset now)
    {
        // What had failed was taken off the month; it turns out to have been paid.
        var isLate = topUp.State == TopUpState.Failed && watch.Standing.Month == TopUpStanding.MonthOf(topUp.RequestedAt);
        Become(watch, watch.Standing with { Failures = 0, MonthCharged = watch.Standing.MonthCharged + (isLate ? topUp.Charge.Units : 0) });
        Notices.Add(Of(topUp, NoticeKind.TopUpPaid, now));
    }

    private void Fail(TopUpWatch watch, TopUp topUp, DateTimeOffset now, string reason)
    {
        var isOfMonth = watch.Standing.Month == TopUpStanding.MonthOf(topUp.RequestedAt);
        var failures = topUp.Failures + 1;
        var isRetried = watch.Rule is { } rule && failures <= rule.Retries;
        var retryAt = isRetried ? now + TopUpRule.WaitAfter(failures) : (DateTimeOffset?)null;
        Become(watch, watch.Standing with
        {
            Failures = failures, WantedAt = retryAt, MonthCharged = watch.Standing.MonthCharged - (isOfMonth ? topUp.Charge.Units : 0),
        });
        Notices.Add(Of(topUp, NoticeKind.TopUpFailed, now) with { Reason = reason, Until = retryAt });
        if (!isRetried && watch.Rule is not null) Disable(watch, now, "retries_exhausted");
    }

    private void Disable(TopUpWatch watch, DateTimeOffset at, string reason)
    {
        Become(watch, watch.Standing with { IsDisabled = true });
        Notices.Add(new() { Kind = NoticeKind.TopUpDisabled, At = at, Asset = watch.Rule!.Asset, Rule = watch.Asset, Reason = reason });
    }

    private void TellCap(TopUpWatch watch, DateTimeOffset at, long cap, int told, string reason)
    {
        Become(watch, watch.Standing with { CapTold = told });
        var currency = watch.Rule!.Price.Asset;
        Notices.Add(new()
        {
            Kind = NoticeKind.TopUpCapReached, At = at, Asset = watch.Rule.Asset, Rule = watch.Asset, Reason = reason, Percent = Math.Min(told, CapReached),
            Figures = [new("charged", Amount.FromUnits(currency, watch.Standing.MonthCharged)), new("monthly_cap", Amount.FromUnits(currency, cap))],
        });
    }

    /// <summary>What is due next moves with the standing.</summary>
    private void Become(TopUpWatch watch, TopUpStanding standing)
    {
        if (watch.Due is { } before) book.Unschedule(before);
        watch.Standing = standing;
        if (watch.Due is { } due) book.Schedule(due);
    }

    private TopUpWatch WatchOf(string asset)
    {
        if (!TopUpRules.TryGetValue(asset, out var watch)) TopUpRules.Add(asset, watch = new(asset));
        return watch;
    }

    private static Notice Of(TopUp topUp, NoticeKind kind, DateTimeOffset at) => new()
    {
        Kind = kind, At = at, Asset = topUp.Asset, Rule = topUp.Asset.Code, Subject = topUp.Id,
        Figures = [new("amount", Amount.FromUnits(topUp.Asset, topUp.Units)), new("charge", topUp.Charge)],
    };
}
