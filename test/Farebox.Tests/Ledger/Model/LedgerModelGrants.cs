using System.Numerics;

namespace Farebox.Tests.Ledger.Model;

/// <summary>What is done with grants that exist, and what grants again and again.</summary>
internal sealed partial class LedgerModel
{
    private const int BasisPerPeriod = 70;

    public string Move(string from, string id, Act.Move act, DateTimeOffset now)
    {
        if (_grants.Find(grant => grant.Id == from) is not { } old || old.IsReserve || old.PaysFrom is null || old.HasEnded || old.Until <= now) return "rejected";

        var units = act.Units ?? old.Wallet;
        var isExtension = act.Reason == 0;
        var until = !isExtension ? old.Until : act.ExpiresIn is { } hours ? now.AddHours(hours) : null;
        if (units <= 0 || units > old.Wallet || until <= now || until <= old.From) return "rejected";
        if (act.Reason == 2 && old.Lent + units > old.Lendable && Mistake != Mistake.LoansUnbounded) return "rejected";
        if (isExtension ? until == old.Until : Act.Members[act.Owner] == old.Owner) return "rejected";

        var lendable = isExtension ? BigInteger.Min(units, old.Lendable - old.Lent) : 0;
        Open(Part(old, id, units) with { Until = until, Owner = isExtension ? old.Owner : Act.Members[act.Owner], Lendable = lendable }, now, old);
        if (act.Reason == 2) old.Lent += units;
        return "recorded";
    }

    public string Remove(string id, Act.Remove act)
    {
        if (_grants.Find(grant => grant.Id == id) is not { HasEnded: false } grant) return "rejected";
        if (act.Units > grant.Wallet) return "rejected";

        var units = act.Units ?? grant.Wallet;
        grant.Wallet -= units;
        Remove(grant, act.Removal, units, grant.Owner);
        if (act.Units is null) grant.Removed = act.Removal;
        return "recorded";
    }

    public string Pay(string id, DateTimeOffset now)
    {
        if (_grants.Find(grant => grant.Id == id) is not { IsPaid: false, Payment: > 0 } grant) return "rejected";

        grant.IsPaid = true;
        if (grant.Payment != 2) return "recorded";

        grant.PaysFrom = now > grant.From ? now : grant.From;
        grant.HasBegun = grant.PaysFrom <= now;
        if (grant.HasBegun) Settle([grant], now);
        return "recorded";
    }

    public string Burn(Act.Burn act)
    {
        _order = act.Order;
        return "recorded";
    }

    public string SetUp(string id, Act.Schedule act, DateTimeOffset now)
    {
        _schedules.Add(new(id, act, now));
        return "recorded";
    }

    public string SetSeats(string id, Act.SetSeats act, DateTimeOffset now)
    {
        if (_schedules.Find(schedule => schedule.Id == id) is not { EndsAt: null, Terms.Seats: not null } schedule) return "rejected";

        var (before, period) = (schedule.Seats, schedule.PeriodAt(now));
        schedule.Seats = act.Seats;
        if (act.Seats == before || now < schedule.StartsAt) return "recorded";

        if (act.Seats < before && schedule.Terms.OnRemoved == 1) TakeBack(schedule, period, schedule.Of(before - act.Seats, now, period));
        if (act.Seats <= before || schedule.Terms.OnAdded == 2) return "recorded";

        var units = schedule.Terms.OnAdded == 0 || Mistake == Mistake.SeatsWhole ? (BigInteger)schedule.Terms.Units * (act.Seats - before) : schedule.Of(act.Seats - before, now, period);
        if (units > 0) Open(Of(schedule, NewId(id, $":{schedule.Grants}.seats"), units, now, period.End), now);
        return "recorded";
    }

    public string End(string id, Act.End act, DateTimeOffset now)
    {
        if (_schedules.Find(schedule => schedule.Id == id) is not { EndsAt: null } schedule) return "rejected";

        (schedule.EndsAt, schedule.NextAt) = (now, null);
        if (act.Leftover == 0) return "recorded";

        schedule.ReleaseAt = null;
        var period = schedule.PeriodAt(now);
        if (now >= schedule.StartsAt) TakeBack(schedule, period, act.Leftover == 2 ? long.MaxValue : schedule.Of(schedule.Seats, now, period));
        return "recorded";
    }

    private void Open(ModelGrant grant, DateTimeOffset at, ModelGrant? from = null)
    {
        grant.Wallet = grant.Units;
        if (from is not null) (from.Wallet, from.Moved) = (from.Wallet - grant.Units, from.Moved + grant.Units);
        grant.PaysFrom = grant.Payment == 2 || (grant.IsReserve && Mistake != Mistake.ReserveAtOnce) ? null : grant.From;
        grant.HasBegun = grant.PaysFrom <= at;
        _grants.Add(grant);
        if (grant.HasBegun) Settle([grant], at);
    }

    /// <summary>A new grant of units that are about to leave another one, with their share of what that cost.</summary>
    private ModelGrant Part(ModelGrant old, string id, BigInteger units) => new(id, units, old.From, old.Until)
    {
        Priority = old.Priority, Grace = old.Grace, IsFree = old.IsFree, HasBasis = old.HasBasis, Scope = old.Scope, Owner = old.Owner, Rollover = old.Rollover,
        IsRollover = old.IsRollover, Generation = old.Generation, Rank = old.Rank, Schedule = old.Schedule,
        Basis = Mistake == Mistake.BasisStays ? 0 : (old.Basis * (old.Moved + units) / old.Units) - (old.Basis * old.Moved / old.Units),
    };

    private void Remove(ModelGrant grant, int removal, BigInteger units, string member)
    {
        if (removal == 1) grant.Revoked += units;
        else if (removal == 2) grant.Expired += units;
        else
        {
            grant.Spent += units;
            Count(member, units);
        }
    }

    private void Roll(ModelGrant grant, DateTimeOffset at)
    {
        grant.HasRolled = true;
        var rollover = grant.Rollover!;
        if (grant.HasEnded || !(grant.PaysFrom <= at) || (grant.Generation >= rollover.Generations && Mistake != Mistake.GenerationsForgotten)) return;
        if (rollover.Forfeits && _schedules.Find(schedule => schedule.Id == grant.Schedule) is { } schedule && schedule.EndsAt <= at) return;

        var units = BigInteger.Min((rollover.OfOriginal ? grant.Units : grant.Wallet) * rollover.Percent / 100, grant.Wallet);
        if (rollover.Cap is { } cap && Mistake != Mistake.CapForgotten) units = BigInteger.Min(units, cap);
        if (units <= 0) return;

        if (rollover is { OfTotal: true, Cap: { } most }) Trim(grant, most - units, at);
        var root = grant.Generation > 0 && grant.Id.EndsWith($".r{grant.Generation}", StringComparison.Ordinal) ? grant.Id[..grant.Id.LastIndexOf(".r", StringComparison.Ordinal)] : grant.Id;
        Open(Part(grant, NewId(root, $".r{grant.Generation + 1}"), units) with
        {
            From = at, Until = rollover.Days is { } days ? at.AddDays(days) : null, IsRollover = true, IsFree = true, Generation = grant.Generation + 1,
            Rank = rollover.Order switch { 1 => -1, 2 => 1, _ => 0 },
        }, at, grant);
    }

    private void Trim(ModelGrant rolling, BigInteger room, DateTimeOffset at)
    {
        var earlier = _grants.Where(grant => grant != rolling && grant.IsRollover && grant.Rollover is not null && !grant.HasEnded && !(grant.Until <= at) && grant.Owner == rolling.Owner).ToArray();
        var total = earlier.Aggregate(BigInteger.Zero, (sum, grant) => sum + grant.Wallet);
        foreach (var grant in earlier)
        {
            var trimmed = BigInteger.Max(0, BigInteger.Min(total - room, grant.Wallet));
            (grant.Wallet, grant.Expired, total) = (grant.Wallet - trimmed, grant.Expired + trimmed, total - trimmed);
        }
    }

    private void Renew(ModelSchedule schedule, DateTimeOffset at)
    {
        var period = schedule.PeriodAt(at);
        schedule.NextAt = period.End;
        var units = schedule.Of(schedule.Seats, schedule.Terms.IsCut ? at : period.Start, period);
        if (units == 0) return;

        var grant = Of(schedule, NewId(schedule.Id, $":{++schedule.Grants}"), units, at, period.End) with { IsReserve = schedule.Terms.InParts };
        if (grant.IsReserve)
        {
            grant = grant with { Rollover = null };
            (schedule.Reserve, schedule.Released, schedule.ReleaseAt) = (grant, 0, at);
        }

        Open(grant, at);
    }

    private void Release(ModelSchedule schedule, DateTimeOffset at)
    {
        var (reserve, isLast) = (schedule.Reserve!, ++schedule.Released >= schedule.Terms.Days);
        schedule.ReleaseAt = isLast ? null : at.AddDays(1);
        var units = isLast ? reserve.Wallet : BigInteger.Min(reserve.Units / schedule.Terms.Days, reserve.Wallet);
        if (units == 0 || reserve.HasEnded) return;

        var part = Part(reserve, NewId(reserve.Id, $".{schedule.Released}"), units);
        Open(part with { From = at, Until = schedule.Terms.IsForEver ? null : at.AddDays(1), Rollover = schedule.Terms.Rollover }, at, reserve);
    }

    private static ModelGrant Of(ModelSchedule schedule, string id, BigInteger units, DateTimeOffset at, DateTimeOffset end) => new(id, units, at, schedule.Terms.IsForEver ? null : end)
    {
        Owner = Act.Members[schedule.Terms.Owner], Rollover = schedule.Terms.Rollover, Schedule = schedule.Id, HasBasis = true,
        Basis = BasisPerPeriod * units / schedule.Terms.Units,
    };

    private void TakeBack(ModelSchedule schedule, (DateTimeOffset Start, DateTimeOffset End) period, BigInteger units)
    {
        var granted = Enumerable.Reverse(_grants).Where(grant => grant.Schedule == schedule.Id && !grant.IsRollover && grant.From >= period.Start && grant.From < period.End && !grant.HasEnded);
        foreach (var grant in granted.OrderBy(grant => grant.IsReserve ? 0 : 1))
        {
            var back = BigInteger.Min(units, grant.Wallet);
            (grant.Wallet, grant.Revoked, units) = (grant.Wallet - back, grant.Revoked + back, units - back);
        }
    }

    private string NewId(string name, string suffix)
    {
        var id = name + suffix;
        for (var number = 2; _grants.Exists(grant => grant.Id == id); number++) id = $"{name}{suffix}.{number}";
        return id;
    }
}
