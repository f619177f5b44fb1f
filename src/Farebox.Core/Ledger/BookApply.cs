using System.Collections.Immutable;

namespace Farebox.Ledger;

/// <summary>How an entry changes a book: the one place where anything changes.</summary>
public sealed partial class Book
{
    /// <summary>Makes an entry part of the book, live or in a rebuild. Decides nothing and prices nothing.</summary>
    /// <exception cref="InvalidOperationException">The entry does not follow the last one, or breaks an invariant: a bug or a damaged journal.</exception>
    public void Apply(Entry entry)
    {
        if (entry.BookId != Id || entry.Seq != Seq + 1)
            throw new InvalidOperationException($"Entry {entry.BookId}/{entry.Seq} does not follow {Id}/{Seq}.");
        if (entry.RecordedAt < RecordedAt)
            throw new InvalidOperationException($"Entry {entry.BookId}/{entry.Seq} was recorded before the one it follows.");

        Seq = entry.Seq;
        RecordedAt = entry.RecordedAt;
        var done = entry.Status == EntryStatus.Recorded;
        _watch?.Notices.Clear();
        if (done) Begin(entry);
        Move(entry);
        if (done) Finish(entry);
        _watch?.Look(entry);
    }

    /// <summary>What must exist before the entry's transfers can be made.</summary>
    private void Begin(Entry entry)
    {
        switch (entry.Body)
        {
            case UsageReported:
                break;
            case AccountOpened opened:
                (RateCards, CostCard) = (opened.RateCards, opened.CostCard);
                foreach (var rule in opened.Alerts) Set(new AlertRuleSet(rule.Id, rule), entry.RecordedAt);
                break;
            case MemberAdded added:
                _members.Add(added.Id, new(added.Id, TryGetMember(added.Parent, out var parent) ? parent : Root));
                break;
            case LimitSet limit when TryGetMember(limit.Member, out var limited):
                limited.UseOf(limit.Asset).Limit = limit.Units;
                break;
            case HoldDecided hold:
                _holds.Add(hold.Terms.Id, new(hold.Terms, MemberAt(entry.Member), entry.Seq));
                _due.Add(new(hold.Terms.LapsesAt, DueKind.Lapse, hold.Terms.Id));
                break;
            case HoldGrown grown:
                var growing = _holds[grown.Hold.Id];
                growing.Become(growing.Terms with { Units = growing.Terms.Units + grown.Units });
                break;
            case HoldExtended extended:
                Extend(_holds[extended.Hold.Id], extended.LapsesAt);
                break;
            default:
                BeginGrants(entry);
                BeginWatch(entry);
                break;
        }
    }

    private void Extend(Hold hold, DateTimeOffset lapsesAt)
    {
        _due.Remove(new(hold.Terms.LapsesAt, DueKind.Lapse, hold.Terms.Id));
        hold.Become(hold.Terms with { LapsesAt = lapsesAt });
        _due.Add(new(lapsesAt, DueKind.Lapse, hold.Terms.Id));
    }

    private void Move(Entry entry)
    {
        var transfers = entry.Transfers;
        for (var i = 0; i < transfers.Length; i++)
        {
            ref var transfer = ref transfers[i];
            transfer.From.Move(-transfer.Units);
            transfer.To.Move(transfer.Units);
            var (fromAfter, toAfter) = (transfer.FromAfter, transfer.ToAfter);
            if ((fromAfter != 0 || toAfter != 0) && (fromAfter != transfer.From.Balance || toAfter != transfer.To.Balance))
                throw new InvalidOperationException($"Entry {Id}/{entry.Seq}: transfer {i + 1} does not end where it says.");

            transfer = transfer with { FromAfter = transfer.From.Balance, ToAfter = transfer.To.Balance };
            Count(entry, transfer);
        }
    }

    /// <summary>What a transfer means for grants, holds and members, by the accounts it joins.</summary>
    private void Count(Entry entry, in Transfer transfer)
    {
        GrantMoves.Add(entry, transfer);
        var (units, hold) = (transfer.Units, transfer.Hold is null ? null : _holds.GetValueOrDefault(transfer.Hold));
        var grant = transfer.From.Grant ?? transfer.To.Grant;
        switch (transfer.From.Kind, transfer.To.Kind)
        {
            case (AccountKind.Wallet, AccountKind.Held):
                hold!.Reserve(grant!, units);
                hold.Member.Count(transfer.From.Asset, units);
                break;
            case (AccountKind.Held, _):
                hold!.Take(grant!, units);
                hold.Member.Count(transfer.From.Asset, -units);
                if (transfer.To.IsDecrement) CountDecrement(entry, transfer, grant!, hold.Member);
                else if (transfer.To.Kind == AccountKind.Spent) Spend(entry, transfer, grant);
                else CountGone(entry, transfer, grant!);
                break;
            case (_, AccountKind.Spent) when transfer.To.IsDecrement:
                CountDecrement(entry, transfer, grant!, MemberAt(entry.Member));
                break;
            case (_, AccountKind.Spent):
                Spend(entry, transfer, grant);
                break;
            case (AccountKind.Wallet, AccountKind.Debt):
                Settle(entry, transfer, grant!);
                break;
            case (AccountKind.Wallet, _):
                CountGone(entry, transfer, grant!);
                break;
            case (AccountKind.Spent, _):
                TakeBack(entry, transfer, grant);
                break;
        }
    }

    private void Spend(Entry entry, in Transfer transfer, Grant? grant)
    {
        var member = MemberAt(entry.Member);
        member.Count(transfer.From.Asset, transfer.Units);
        if (grant is not null)
        {
            grant.Spent += transfer.Units;
            return;
        }

        var meter = LedgerAccount.ParseCode(transfer.To.Code).Name;
        var key = $"{entry.Seq}/{meter}";
        WalletOf(transfer.From.Asset).Owe(new(key, transfer.From.Asset, meter, ModelOf(entry, meter), member, transfer.Units));
    }

    private void Settle(Entry entry, in Transfer transfer, Grant grant)
    {
        var debt = WalletOf(transfer.From.Asset).Settle(transfer.Debt, transfer.Units);
        RollUp.AddSettlement(entry, debt, grant, transfer.Units);
        grant.Spent += transfer.Units;
    }

    /// <summary>What ends with the entry, once its transfers are made.</summary>
    private void Finish(Entry entry)
    {
        switch (entry.Body)
        {
            case UsageReported usage:
                for (var i = 0; i < usage.Charges.Count; i++)
                {
                    AddToRollUp(entry, usage.Charges[i]);
                    if (usage.Charges[i].Counters.Length > 0) Count(entry, usage.Charges[i].Counters);
                }

                NoteLate(entry.OccurredAt);
                if (usage is { Final: true, Late: LateCapture.None, Hold: { } settled }) Close(settled, HoldEnd.Settled);
                break;
            case HoldCaptured capture:
                var asset = capture.Hold.Asset!;
                RollUp.AddUsage(entry, BookedOn(entry), Unmetered, ModelOf(entry, Unmetered), asset, 0, null);
                if (capture.Hold.End == HoldEnd.Settled) Close(capture.Hold.Id, HoldEnd.Settled);
                break;
            case HoldReleased released:
                Close(released.Hold.Id, HoldEnd.Released);
                break;
            case FellDue due:
                FinishDue(due.Item);
                FinishDueGrants(due);
                break;
            case AdjustmentPosted adjusted:
                Finish(entry, adjusted);
                break;
            case UsageCorrected corrected:
                Finish(entry, corrected);
                break;
            case PeriodClosed closed:
                Finish(entry, closed);
                break;
            case CloseFinished:
                IsCloseFinished = true;
                break;
            default:
                FinishGrants(entry);
                break;
        }

        Retire(entry);
        if (_sorts) SortByWhatIsLeft(entry);
    }

    /// <summary>An event was priced from where its running counts stood, so they must stand there still.</summary>
    private void Count(Entry entry, ImmutableArray<CounterMove> moves)
    {
        foreach (var move in moves)
        {
            var stands = CounterOf(move.Key);
            if (stands != move.Before)
                throw new InvalidOperationException($"Entry {Id}/{entry.Seq} was priced at {move.Before} of {move.Key}, which stands at {stands}.");

            _counters[move.Key] = move.After;
        }
    }

    private void FinishDue(DueItem item)
    {
        _due.Remove(item);
        switch (item.Kind)
        {
            case DueKind.Lapse:
                Close(item.Id, HoldEnd.Lapsed);
                break;
            case DueKind.Expiry:
                _grants[item.Id].IsExpired = true;
                WalletOf(_grants[item.Id].Terms.Asset).Retire(_grants[item.Id]);
                break;
            case DueKind.Effective:
                _grants[item.Id].IsEffective = true;
                break;
        }
    }

    private void Retire(Entry entry)
    {
        foreach (ref readonly var transfer in entry.Transfers.AsSpan())
        {
            if (transfer.From.Grant is { Wallet.Balance: 0, Held.Balance: 0 } spent) WalletOf(spent.Terms.Asset).Retire(spent);
        }
    }

    private void Schedule(Grant grant, DateTimeOffset recordedAt)
    {
        if (grant.PaysFrom > recordedAt) AddEffective(grant);
        else grant.IsEffective = true;
        if (grant.Terms is { Rollover: not null, ExpiresAt: { } rollsAt }) _due.Add(new(rollsAt, DueKind.Rollover, grant.Terms.Id));
        if (grant.Terms.ExpiryPostsAt is { } at) _due.Add(new(at, DueKind.Expiry, grant.Terms.Id));
    }

    /// <summary>What waits to be paid, and a reserve, become effective by no instant of their own.</summary>
    private void AddEffective(Grant grant)
    {
        if (grant.PaysFrom != DateTimeOffset.MaxValue) _due.Add(new(grant.PaysFrom, DueKind.Effective, grant.Terms.Id));
    }

    private void Close(string holdId, HoldEnd end)
    {
        if (!_holds.Remove(holdId, out var hold)) throw new InvalidOperationException($"Hold {holdId} is not open.");

        _due.Remove(new(hold.Terms.LapsesAt, DueKind.Lapse, holdId));
        RememberEnd(new(holdId, end, hold.Change));
    }

    private void AddToRollUp(Entry entry, Charge charge)
    {
        if (charge.Asset is { } asset) RollUp.AddUsage(entry, BookedOn(entry), charge.Meter, charge.Model, asset, charge.Quantity, charge.UpstreamCost);
        else RollUp.AddCount(entry, BookedOn(entry), charge);
    }

    /// <summary>The member at the end of a path that the book has written; the account itself for an empty one.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Member MemberOf(string path) => MemberAt(path);

    private Member MemberAt(string path)
    {
        if (path.Length == 0) return Root;
        return _members.GetAlternateLookup<ReadOnlySpan<char>>()[path.AsSpan(path.LastIndexOf('/') + 1)];
    }

    private static string ModelOf(Entry entry, string meter) => entry.Body switch
    {
        UsageReported usage => usage.Charges.FirstOrDefault(charge => charge.Meter == meter)?.Model ?? "",
        HoldCaptured capture => capture.Model,
        AdjustmentPosted { Adjustment: var adjustment } => adjustment.Model,
        UsageCorrected corrected => corrected.Charges.FirstOrDefault(charge => charge.Meter == meter)?.Model ?? "",
        _ => "",
    };

    /// <summary>The meter of a captured bare amount.</summary>
    public const string Unmetered = "unmetered";
}
