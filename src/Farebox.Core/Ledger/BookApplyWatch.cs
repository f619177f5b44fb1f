using System.Collections.Immutable;

namespace Farebox.Ledger;

public sealed partial class Book
{
    private BookWatch? _watch;

    /// <summary>What the last entry brought about that somebody wants to be told. Whoever applied it live sends it out; a replay does not.</summary>
    public IReadOnlyList<Notice> Notices => _watch is null ? ImmutableArray<Notice>.Empty : _watch.Notices;

    /// <summary>The alert rules, ordered by id, with what they have told and is still so.</summary>
    public IEnumerable<AlertWatch> Alerts => _watch is null ? [] : _watch.Alerts.Values;

    /// <summary>The alert rule of an id, if there is one.</summary>
    public AlertWatch? FindAlert(string id) => _watch?.Alerts.GetValueOrDefault(id);

    /// <summary>Adds to what the entry that is being applied brings about.</summary>
    internal void Tell(Notice notice) => (_watch ??= new(this)).Notices.Add(notice);

    /// <summary>What was due by the last entry and has not been posted yet, of what is only to be told: nothing, except between the entries of one advance.</summary>
    public IEnumerable<DueItem> OverdueNotices => _due.TakeWhile(item => item.At <= RecordedAt).Where(item => item.Kind == DueKind.Notice);

    internal void Schedule(DueItem item) => _due.Add(item);

    internal void Unschedule(DueItem item) => _due.Remove(item);

    private void Set(AlertRuleSet set, DateTimeOffset now)
    {
        _watch ??= new(this);
        if (set.Rule is { } rule) _watch.Set(rule, now);
        else _watch.Remove(set.Id);
    }

    private void RestoreAlert(AlertRule rule, DateTimeOffset? firingSince) => (_watch ??= new(this)).Restore(rule, firingSince, RecordedAt);
}
