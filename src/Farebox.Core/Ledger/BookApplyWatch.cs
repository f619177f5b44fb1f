namespace Farebox.Ledger;

public sealed partial class Book
{
    private BookWatch? _watch;

    /// <summary>What the last entry brought about that somebody wants to be told. Whoever applied it live sends it out; a replay does not.</summary>
    public IReadOnlyList<Notice> Notices => _watch is null ? [] : _watch.Notices;

    /// <summary>Whether there is any; asked for every entry, of books that mostly nobody watches.</summary>
    public bool HasNotices => _watch is { Notices.Count: > 0 };

    /// <summary>The alert rules, ordered by id, with what they have told and is still so.</summary>
    public IEnumerable<AlertWatch> Alerts => _watch is null ? [] : _watch.Alerts.Values;

    /// <summary>The alert rule of an id, if there is one.</summary>
    public AlertWatch? FindAlert(string id) => _watch?.Alerts.GetValueOrDefault(id);

    /// <summary>Adds to what the entry that is being applied brings about.</summary>
    internal void Tell(Notice notice) => (_watch ??= new(this)).Notices.Add(notice);

    /// <summary>What was due by the last entry and has not been posted yet, of what is only to be told: nothing, except between the entries of one advance.</summary>
    public IEnumerable<DueItem> OverdueNotices => _due.TakeWhile(item => item.At <= RecordedAt).Where(item => item.Kind == DueKind.Notice);

    /// <summary>The top-up rules, ordered by asset, with where their buying stands.</summary>
    public IEnumerable<TopUpWatch> TopUpRules => _watch is null ? [] : _watch.TopUpRules.Values;

    /// <summary>All purchases, paid, failed and under way.</summary>
    public IEnumerable<TopUp> TopUps => _watch is null ? [] : _watch.TopUps.Values;

    /// <summary>The top-up rule of an asset, if there is or was one.</summary>
    public TopUpWatch? FindTopUpRule(string asset) => _watch?.TopUpRules.GetValueOrDefault(asset);

    /// <summary>The purchase of an id, if there is one.</summary>
    public TopUp? FindTopUp(string id) => _watch?.TopUps.GetValueOrDefault(id);

    internal void Schedule(DueItem item) => _due.Add(item);

    internal void Unschedule(DueItem item) => _due.Remove(item);

    /// <summary>What such an entry says of who is told what, and of what is bought.</summary>
    private void BeginWatch(Entry entry)
    {
        switch (entry.Body)
        {
            case AlertRuleSet alert:
                Set(alert, entry.RecordedAt);
                break;
            case TopUpRuleSet set:
                (_watch ??= new(this)).Set(set);
                break;
            case TopUpDecided decided:
                (_watch ??= new(this)).Apply(decided);
                break;
            case TopUpSettled settled:
                (_watch ??= new(this)).Apply(settled, entry.RecordedAt);
                break;
        }
    }

    private void Set(AlertRuleSet set, DateTimeOffset now)
    {
        _watch ??= new(this);
        if (set.Rule is { } rule) _watch.Set(rule, now);
        else _watch.Remove(set.Id);
    }

    private void RestoreTopUpRule(string asset, TopUpRule? rule, TopUpStanding standing) => (_watch ??= new(this)).Restore(asset, rule, standing);

    private void RestoreTopUp(TopUp topUp) => (_watch ??= new(this)).Restore(topUp);

    private void RestoreAlert(AlertRule rule, DateTimeOffset? firingSince) => (_watch ??= new(this)).Restore(rule, firingSince, RecordedAt);
}
