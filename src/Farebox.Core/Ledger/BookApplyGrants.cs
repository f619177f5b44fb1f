namespace Farebox.Ledger;

/// <summary>How entries about grants, schedules and burn orders change a book.</summary>
public sealed partial class Book
{
    /// <summary>What must exist or be known before the transfers of such an entry can be made.</summary>
    private void BeginGrants(Entry entry)
    {
        if (entry.Body.Opens is { } terms)
        {
            var opened = Open(terms, entry.Seq);
            Schedule(opened, entry.RecordedAt);
            _watch?.Schedule(opened, BookWatch.InstantOf(entry));
        }

        switch (entry.Body)
        {
            case BurnOrderSet set:
                Burn(set.Asset, set.Order);
                break;
            case ScheduleSet set:
                Add(new Schedule(set.Terms, new(set.Terms.Seats ?? 1, set.Terms.EndsAt, set.NextAt)));
                break;
            case GrantPaid paid:
                Pay(_grants[paid.Grant], entry.RecordedAt);
                break;
        }
    }

    /// <summary>What a transfer means that moves units between grants, or takes them back.</summary>
    private static void CountGone(Entry entry, in Transfer transfer, Grant grant)
    {
        if (transfer.To.Kind == AccountKind.Expired) grant.Expired += transfer.Units;
        else if (transfer.To.Kind == AccountKind.Revoked) grant.Revoked += transfer.Units;
        if (transfer.To.Kind is not (AccountKind.Wallet or AccountKind.Exchange) || transfer.From.Kind != AccountKind.Wallet) return;

        grant.MovedOut += transfer.Units;
        if (entry.Body is UnitsMoved { Reason: MoveReason.Loan }) grant.Lent += transfer.Units;
    }

    /// <summary>What was removed as consumed counts as used, and is in the reports like any use, under a meter of its own.</summary>
    private void CountDecrement(Entry entry, in Transfer transfer, Grant grant, Member member)
    {
        grant.Spent += transfer.Units;
        member.Count(transfer.From.Asset, transfer.Units);
        RollUp.Add(new(BookedOn(entry), member.Path, GrantRemovals.Decremented, "", grant.Terms.Id, transfer.From.Asset.Code, ""), transfer.Units, 0, 0);
    }

    /// <summary>What such an entry ends or moves on, once its transfers are made.</summary>
    private void FinishGrants(Entry entry)
    {
        switch (entry.Body)
        {
            case UnitsRemoved { IsWhole: true } removed:
                _grants[removed.Grant].Removed = removed.Removal;
                WalletOf(_grants[removed.Grant].Terms.Asset).Retire(_grants[removed.Grant]);
                break;
            case SeatsSet set:
                _schedules[set.Schedule].State = _schedules[set.Schedule].State with { Seats = set.Seats };
                break;
            case ScheduleEnded ended:
                End(_schedules[ended.Schedule], ended);
                break;
            case AssetExchanged exchanged:
                Count(entry, exchanged.Charge.Counters);
                break;
        }
    }

    private void FinishDueGrants(FellDue due)
    {
        switch (due.Item.Kind)
        {
            case DueKind.Rollover:
                _grants[due.Item.Id].IsRolledOver = true;
                break;
            case DueKind.Renewal:
                Renew(_schedules[due.Item.Id], due);
                break;
            case DueKind.Release:
                var schedule = _schedules[due.Item.Id];
                var released = schedule.State.Released + 1;
                Become(schedule, schedule.State with { Released = released, ReleaseAt = due.ReleaseAt });
                break;
        }
    }

    private void Renew(Schedule schedule, FellDue due)
    {
        var state = schedule.State with { NextAt = due.NextAt, Grants = schedule.State.Grants + (due.Grant is null ? 0 : 1) };
        if (due.Grant is { IsReserve: true } reserve) state = state with { Reserve = reserve.Id, Released = 0, ReleaseAt = due.ReleaseAt };
        Become(schedule, state);
    }

    private void End(Schedule schedule, ScheduleEnded ended)
    {
        var state = schedule.State with { EndsAt = ended.At };
        if (state.NextAt >= ended.At) state = state with { NextAt = null };
        if (ended.Leftover != ScheduleLeftover.Keep) state = state with { ReleaseAt = null };
        Become(schedule, state);
    }

    private void Burn(Money.Asset asset, BurnOrder order)
    {
        WalletOf(asset).Burn(order);
        _sorts = _wallets.Values.Any(wallet => wallet.Order.IsByWhatIsLeft);
    }

    private void Add(Schedule schedule)
    {
        _schedules.Add(schedule.Terms.Id, schedule);
        AddDue(schedule);
    }

    private void Become(Schedule schedule, ScheduleState state)
    {
        if (schedule.State.NextAt is { } next) _due.Remove(new(next, DueKind.Renewal, schedule.Terms.Id));
        if (schedule.State.ReleaseAt is { } release) _due.Remove(new(release, DueKind.Release, schedule.Terms.Id));
        schedule.State = state;
        AddDue(schedule);
    }

    private void AddDue(Schedule schedule)
    {
        if (schedule.State.NextAt is { } next) _due.Add(new(next, DueKind.Renewal, schedule.Terms.Id));
        if (schedule.State.ReleaseAt is { } release) _due.Add(new(release, DueKind.Release, schedule.Terms.Id));
    }

    private void Pay(Grant grant, DateTimeOffset at)
    {
        grant.Pay(at);
        if (grant.Terms.Payment != GrantPayment.Awaited) return;

        if (grant.PaysFrom > at) _due.Add(new(grant.PaysFrom, DueKind.Effective, grant.Terms.Id));
        else grant.IsEffective = true;
    }

    /// <summary>Where an order looks at what is left, an entry that took something may have changed it.</summary>
    private void SortByWhatIsLeft(Entry entry)
    {
        foreach (ref readonly var transfer in entry.Transfers.AsSpan())
        {
            if ((transfer.From.Grant ?? transfer.To.Grant) is { } grant && WalletOf(grant.Terms.Asset) is { Order.IsByWhatIsLeft: true } wallet) wallet.Sort();
        }
    }
}
