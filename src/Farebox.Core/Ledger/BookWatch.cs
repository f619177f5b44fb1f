using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>Who is to be told what about a book. A book that nobody watches has none, and pays for none.</summary>
/// <remarks>
/// It is moved by entries alone, live and in a replay alike; what the last entry brought about stands in <see cref="Notices"/>, and
/// only whoever applied it live sends that out.
/// </remarks>
internal sealed partial class BookWatch(Book book)
{
    private readonly List<(AlertWatch Watch, Grant Grant)> _atOnce = [];

    /// <summary>What the last entry brought about, in order.</summary>
    public List<Notice> Notices { get; } = [];

    /// <summary>The alert rules by id.</summary>
    public SortedDictionary<string, AlertWatch> Alerts { get; } = new(StringComparer.Ordinal);

    /// <summary>Begins to watch; a rule of the same id is forgotten, with what it had told.</summary>
    public void Set(AlertRule rule, DateTimeOffset now)
    {
        Remove(rule.Id);
        var watch = new AlertWatch(rule);
        Alerts.Add(rule.Id, watch);
        foreach (var grant in book.Grants.Values) Schedule(watch, grant, now, tellsPassed: true);
    }

    public void Remove(string id)
    {
        if (!Alerts.Remove(id, out var watch)) return;
        foreach (var grant in book.Grants.Values)
        {
            if (DueOf(watch.Rule, grant.Terms) is { } item && !IsWantedByAnother(watch.Rule, grant.Terms)) book.Unschedule(item);
        }
    }

    /// <summary>A new grant may expire: whoever wants to hear of it does, at the right moment or, when that has passed, at once.</summary>
    public void Schedule(Grant grant, DateTimeOffset now)
    {
        foreach (var watch in Alerts.Values) Schedule(watch, grant, now, tellsPassed: true);
    }

    /// <summary>Puts a rule back as a checkpoint has it. What was due by the book's last entry has been posted, or is put back by itself.</summary>
    public void Restore(AlertRule rule, DateTimeOffset? firingSince, DateTimeOffset recordedAt)
    {
        var watch = new AlertWatch(rule) { FiringSince = firingSince };
        Alerts.Add(rule.Id, watch);
        foreach (var grant in book.Grants.Values) Schedule(watch, grant, recordedAt, tellsPassed: false);
    }

    /// <summary>As of when an entry is looked at: what fell due is looked at as of then, whoever noticed it when.</summary>
    public static DateTimeOffset InstantOf(Entry entry) => entry.Body is FellDue or TopUpDecided ? entry.OccurredAt : entry.RecordedAt;

    /// <summary>Looks at what an entry has changed, once it is applied.</summary>
    public void Look(Entry entry)
    {
        var at = InstantOf(entry);
        foreach (var (watch, grant) in _atOnce) TellExpiring(watch, grant, at);
        _atOnce.Clear();
        if (entry.Status != EntryStatus.Recorded) return;

        LookAtAlerts(entry, at);
        if (TopUpRules.Count > 0) LookAtTopUps(entry, at);
    }

    private void LookAtAlerts(Entry entry, DateTimeOffset at)
    {
        foreach (var watch in Alerts.Values)
        {
            if (!Touches(entry, watch.Rule.Asset)) continue;
            if (watch.Rule.IsOfBalance) LookAtBalance(watch, at);
            else if (watch.Rule.Kind == AlertKind.Debt) LookAtDebt(watch, at);
            else if (watch.Rule.Kind == AlertKind.HoldLapsed && entry.Body is FellDue { Item: { Kind: DueKind.Lapse } lapse }) TellLapsed(watch, entry, lapse);
            else if (entry.Body is FellDue { Item: { Kind: DueKind.Notice } item } && IdOf(watch.Rule, item, out var grant)) TellExpiring(watch, book.Grants[grant], at);
        }
    }

    private void LookAtBalance(AlertWatch watch, DateTimeOffset at)
    {
        var rule = watch.Rule;
        if (!book.TryGetMember(rule.Member, out var member) || Spendable.Of(book, member, rule.Asset, at) is not { } standing) return;

        if (watch.FiringSince is null && rule.IsLow(standing))
        {
            watch.FiringSince = at;
            Notices.Add(Of(rule, rule.Kind == AlertKind.Exhausted ? NoticeKind.BalanceExhausted : NoticeKind.BalanceLow, at, standing));
        }
        else if (watch.FiringSince is not null && rule.IsRecovered(standing))
        {
            watch.FiringSince = null;
            Notices.Add(Of(rule, NoticeKind.BalanceRecovered, at, standing));
        }
    }

    private void LookAtDebt(AlertWatch watch, DateTimeOffset at)
    {
        var owed = -book.WalletOf(watch.Rule.Asset).DebtAccount.Balance;
        if (owed > 0 == watch.FiringSince is not null) return;

        watch.FiringSince = owed > 0 ? at : null;
        Notices.Add(new()
        {
            Kind = owed > 0 ? NoticeKind.DebtBegun : NoticeKind.DebtSettled, At = at, Asset = watch.Rule.Asset, Rule = watch.Rule.Id,
            Figures = [new("debt", Amount.FromUnits(watch.Rule.Asset, owed))],
        });
    }

    private void TellExpiring(AlertWatch watch, Grant grant, DateTimeOffset at)
    {
        var left = grant.Wallet.Balance + grant.Held.Balance;
        if (left == 0 || grant.HasEnded || grant.Terms.ExpiresAt <= at) return;

        Notices.Add(new()
        {
            Kind = NoticeKind.GrantExpiring, At = at, Asset = grant.Terms.Asset, Rule = watch.Rule.Id, Subject = grant.Terms.Id,
            Until = grant.Terms.ExpiresAt,
            Figures = [new("left", Amount.FromUnits(grant.Terms.Asset, left)), new("held", Amount.FromUnits(grant.Terms.Asset, grant.Held.Balance))],
        });
    }

    private void TellLapsed(AlertWatch watch, Entry entry, DueItem lapse)
    {
        var freed = 0L;
        foreach (ref readonly var transfer in entry.Transfers.AsSpan())
        {
            if (transfer.From.Kind == AccountKind.Held && transfer.From.Asset == watch.Rule.Asset) freed += transfer.Units;
        }

        var member = entry.Member[(entry.Member.LastIndexOf('/') + 1)..];
        if (freed == 0 || !book.TryGetMember(member, out var holder) || !book.TryGetMember(watch.Rule.Member, out var watched) || !holder.IsWithin(watched)) return;

        Notices.Add(new()
        {
            Kind = NoticeKind.HoldLapsed, At = lapse.At, Asset = watch.Rule.Asset, Rule = watch.Rule.Id, Member = member, Subject = lapse.Id,
            Figures = [new("freed", Amount.FromUnits(watch.Rule.Asset, freed))],
        });
    }

    /// <summary>Whether an entry can have changed what a rule on an asset watches. Most entries name every asset they touch in a transfer.</summary>
    private static bool Touches(Entry entry, Asset asset)
    {
        foreach (ref readonly var transfer in entry.Transfers.AsSpan())
        {
            if (transfer.From.Asset == asset) return true;
        }

        return entry.Body switch
        {
            LimitSet limit => limit.Asset == asset,
            AlertRuleSet { Rule: { } rule } => rule.Asset == asset,
            TopUpRuleSet top => top.Asset == asset,
            TopUpSettled or TopUpDecided => true,
            GrantPaid => true,
            FellDue { Item.Kind: DueKind.Notice or DueKind.Effective or DueKind.Rollover } => true,
            _ => false,
        };
    }

    private void Schedule(AlertWatch watch, Grant grant, DateTimeOffset now, bool tellsPassed)
    {
        // By terms and time alone, so that a book that is restored schedules the same; whether it is worth telling is seen then.
        if (DueOf(watch.Rule, grant.Terms) is not { } item) return;

        if (item.At > now) book.Schedule(item);
        else if (tellsPassed && watch.Rule.Kind == AlertKind.ExpiringSoon) _atOnce.Add((watch, grant));
    }

    /// <summary>When something about a grant is to be looked at: before it expires to tell of that, and at the instant itself because the balance falls then.</summary>
    private static DueItem? DueOf(AlertRule rule, GrantTerms grant)
    {
        if (grant.Asset != rule.Asset || grant.ExpiresAt is not { } expiresAt) return null;
        if (rule.IsOfBalance) return new(expiresAt, DueKind.Notice, $"/{grant.Id}");
        return rule.Kind == AlertKind.ExpiringSoon ? new(rule.TellsAt(grant)!.Value, DueKind.Notice, $"{rule.Id}/{grant.Id}") : null;
    }

    /// <summary>All rules on a balance share one look.</summary>
    private bool IsWantedByAnother(AlertRule removed, GrantTerms grant) =>
        removed.IsOfBalance && Alerts.Values.Any(other => other.Rule.IsOfBalance && other.Rule.Asset == grant.Asset);

    private static bool IdOf(AlertRule rule, DueItem item, out string grant)
    {
        var slash = item.Id.IndexOf('/', StringComparison.Ordinal);
        grant = item.Id[(slash + 1)..];
        return rule.Kind == AlertKind.ExpiringSoon && item.Id.AsSpan(0, slash).SequenceEqual(rule.Id);
    }

    private static Notice Of(AlertRule rule, NoticeKind kind, DateTimeOffset at, Spendable standing) => new()
    {
        Kind = kind, At = at, Asset = rule.Asset, Rule = rule.Id, Member = rule.Member, Percent = rule.Percent,
        Figures =
        [
            new("available", Amount.FromUnits(rule.Asset, standing.Available)), new("granted", Amount.FromUnits(rule.Asset, standing.Granted)),
            .. rule.Units is { } units ? (Figure[])[new("threshold", Amount.FromUnits(rule.Asset, units))] : [],
        ],
    };
}
