namespace Farebox.Ledger;

/// <summary>How an entry changes named limits and what they have counted.</summary>
public sealed partial class Book
{
    private void Define(LimitDefined defined, DateTimeOffset recordedAt)
    {
        var limit = _limits.GetValueOrDefault(defined.Terms.Id);
        if (defined.IsProposed) limit!.Pending = new(defined.Terms, defined.By, recordedAt);
        else Become(limit, defined.Terms, recordedAt);
    }

    private void Change(LimitChanged changed, DateTimeOffset recordedAt)
    {
        if (TotalLimitId.TryParse(changed.Id, out var asset, out var member))
        {
            RemoveTotal(asset, member);
            return;
        }

        var limit = _limits[changed.Id];
        switch (changed)
        {
            case { Act: LimitAct.Remove, IsProposed: true }:
                limit.Pending = new(null, changed.By, recordedAt);
                break;
            case { Act: LimitAct.Approve } when limit.Pending is { Terms: { } terms }:
                Become(limit, terms, recordedAt);
                break;
            case { Act: LimitAct.Decline }:
                limit.Pending = null;
                break;
            default:
                Remove(limit);
                break;
        }
    }

    /// <summary>A limit that is set again goes on counting; what it has told already is told again only once it was below.</summary>
    private void Become(Limit? limit, LimitTerms terms, DateTimeOffset recordedAt)
    {
        if (limit is null)
        {
            AddLimit(terms);
            return;
        }

        (limit.Terms, limit.Pending) = (terms, null);
        Rearm(limit, recordedAt);
        Tell(limit, recordedAt);
    }

    private Limit AddLimit(LimitTerms terms)
    {
        var limit = new Limit(terms, TryGetMember(terms.Member, out var member) ? member : Root);
        _limits.Add(terms.Id, limit);
        limit.Member.Add(limit);
        return limit;
    }

    private void Remove(Limit limit)
    {
        _limits.Remove(limit.Terms.Id);
        limit.Member.Remove(limit);
        foreach (var hold in _holds.Values) hold.Forget(limit);
    }

    private void RemoveTotal(string asset, string memberId)
    {
        if (!TryGetMember(memberId, out var member)) return;

        foreach (var use in member.Uses)
        {
            if (use.Asset.Code == asset) use.Limit = null;
        }
    }

    /// <summary>Counts an entry in the limits above its member. A hold counts when it is authorised, and what is captured stays counted there.</summary>
    private void CountInLimits(Entry entry)
    {
        foreach (var (id, from, to) in entry.Body.Windows)
        {
            if (_limits.TryGetValue(id, out var limit)) limit.Open(new(from, to));
        }

        switch (entry.Body)
        {
            case HoldDecided { Terms.Parent: null } hold:
                CountHeld(entry, _holds[hold.Terms.Id], LimitedUse.Of(hold.Terms, hold.Estimates, 1));
                break;
            case HoldGrown grown:
                var growing = _holds[grown.Hold.Id];
                if (growing.Parent is null) CountHeld(entry, growing, LimitedUse.Of(growing.Terms with { Units = grown.Units }, grown.Estimates, 0));
                break;
            case UsageReported usage:
                CountUsed(entry, LimitedUse.Of(usage.Charges, usage.ApiKey), usage is { Hold: { } named, Late: LateCapture.None } ? _holds[named].Root : null);
                break;
            case UsageCorrected { What: CorrectionKind.Rerate } rerated:
                CountUsed(entry, LimitedUse.Of(rerated.Charges, rerated.ApiKey), null);
                break;
            case HoldCaptured capture:
                var open = capture.Late == LateCapture.None ? _holds[capture.Hold.Id] : null;
                CountUsed(entry, CapturedOf(capture, open), open?.Root);
                break;
        }
    }

    /// <summary>A bare capture is of what its hold is for.</summary>
    private static LimitedUse CapturedOf(HoldCaptured capture, Hold? open) => new(
        [], capture.Hold.Asset, capture.Units, open is null ? capture.Meter : open.Terms.Meter, open is null ? capture.Model : open.Terms.Model ?? "",
        open is null ? capture.ApiKey : open.Terms.ApiKey, 1);

    private void CountHeld(Entry entry, Hold hold, in LimitedUse use)
    {
        for (var node = hold.Member; node is not null; node = node.Parent)
        {
            for (var i = 0; i < node.Limits.Count; i++)
            {
                var units = use.In(node.Limits[i].Terms);
                if (units > 0) hold.Count(node.Limits[i], units, Count(node.Limits[i], units, entry.RecordedAt));
            }
        }
    }

    private void CountUsed(Entry entry, in LimitedUse use, Hold? hold)
    {
        var (member, captured) = (MemberAt(entry.Member), CapturedBy(entry));
        for (var node = member; node is not null; node = node.Parent)
        {
            for (var i = 0; i < node.Limits.Count; i++)
            {
                var limit = node.Limits[i];
                var units = use.In(limit.Terms);
                if (units == 0) continue;

                var more = LimitDecisions.MoreIn(limit, use, hold, captured);
                hold?.Keep(limit, units - more);
                if (more > 0) Count(limit, more, entry.RecordedAt);
            }
        }

        if (hold is not null) Free(hold, member, use);
    }

    /// <summary>A hold never counts more than it still holds; what somebody else took of it is counted with them instead.</summary>
    private static void Free(Hold hold, Member member, in LimitedUse use)
    {
        for (var i = hold.Counts.Count - 1; i >= 0; i--)
        {
            var limit = hold.Counts[i].Limit;
            var counted = hold.CountedIn(limit);
            if (limit.Terms.Measure == LimitMeasure.Spend) hold.GiveBack(limit, counted - Int128.Min(counted, hold.Remaining));
            else if (!member.IsWithin(limit.Member)) hold.GiveBack(limit, Int128.Min(counted, use.In(limit.Terms)));
        }
    }

    /// <summary>What a hold that ends has counted, and nobody took, is given back.</summary>
    private static void GiveBackAll(Hold hold)
    {
        for (var i = 0; i < hold.Counts.Count; i++) hold.Counts[i].Limit.GiveBack(hold.Counts[i].Units, hold.Counts[i].Mark);
    }

    private long Count(Limit limit, Int128 units, DateTimeOffset at)
    {
        if (limit.Terms.Window.Span == LimitSpan.Rolling) Rearm(limit, at);
        var mark = limit.Count(units, at);
        Tell(limit, at);
        return mark;
    }

    /// <summary>What was told is told again once use has been below it: in a rolling window, and when a limit was raised.</summary>
    private static void Rearm(Limit limit, DateTimeOffset at)
    {
        if (limit.Told == 0) return;

        var used = limit.UsedAt(at);
        var told = 0;
        foreach (var percent in limit.Terms.AlertAt)
        {
            if (percent <= limit.Told && IsReached(limit, used, percent)) told = percent;
        }

        limit.Told = told;
    }

    private void Tell(Limit limit, DateTimeOffset at)
    {
        var used = limit.UsedAt(at);
        foreach (var percent in limit.Terms.AlertAt)
        {
            if (percent <= limit.Told || !IsReached(limit, used, percent)) continue;

            limit.Told = percent;
            _crossings.Add(new(limit, percent, used));
        }
    }

    /// <summary>What an entry reached of limits is told to whoever listens; nobody has to ask for it but by the limit's percentages.</summary>
    private void TellCrossings(Entry entry)
    {
        foreach (var (limit, percent, used) in _crossings)
        {
            var terms = limit.Terms;
            Tell(new()
            {
                Kind = NoticeKind.LimitReached, At = entry.RecordedAt, Asset = terms.Asset, Subject = terms.Id, Member = terms.Member, Percent = percent,
                Until = limit.WindowAt(entry.RecordedAt)?.End, Figures = [new("used", (long)Int128.Min(used, long.MaxValue), terms.Places), new("max", terms.Max, terms.Places)],
            });
        }
    }

    private static bool IsReached(Limit limit, Int128 used, int percent) => used > 0 && used * 100 >= (Int128)limit.Terms.Max * percent;
}
