using System.Numerics;
using Farebox.Ledger;

namespace Farebox.Tests.Ledger.Model;

/// <summary>What each act does, and the word for how it ends.</summary>
internal sealed partial class LedgerModel
{
    public string Grant(string id, Act.Grant act, DateTimeOffset now)
    {
        DateTimeOffset? until = act.ExpiresIn is { } hours ? now.AddHours(hours) : null;
        var grant = new ModelGrant(id, act.Units, now.AddMinutes(act.EffectiveIn), until)
        {
            Priority = act.Priority, Grace = act.Grace, IsFree = act.IsFree, Basis = act.Basis ?? 0, HasBasis = act.Basis is not null, Scope = act.Scope,
            Owner = Mistake == Mistake.OwnersForgotten ? "" : Act.Members[act.Owner], Payment = act.Payment, Lendable = act.Lendable, Rollover = act.Rollover,
        };
        if (grant.Until <= now || grant.Until <= grant.From) return "rejected";

        Open(grant, now);
        return "recorded";
    }

    public string Hold(string id, Act.Authorise act, DateTimeOffset now)
    {
        var hold = new ModelHold(id, act, now);
        if (Reserve(hold, act.Units, now) is { } refusal) return refusal;

        _holds.Add(hold);
        return "recorded";
    }

    public string Grow(string holdId, Act.Grow act, DateTimeOffset now)
    {
        if (_holds.Find(candidate => candidate.Id == holdId) is not { } hold) return "rejected";
        if (hold.End is not null) return "hold_not_open";
        if ((hold.Of is null ? Reserve(hold, act.Units, now) : Draw(hold.Of, act.Units)) is { } refusal) return refusal;

        if (Mistake != Mistake.GrowthForgotten) hold.Units += act.Units;
        return "recorded";
    }

    public string Extend(string holdId, Act.Extend act, DateTimeOffset now)
    {
        if (_holds.Find(candidate => candidate.Id == holdId) is not { } hold) return "rejected";
        if (hold.End is not null) return "hold_not_open";

        var until = now.AddMinutes(act.Lasts);
        if (hold.Of is not null && until > hold.Of.LapsesAt) until = hold.Of.LapsesAt;
        if (Mistake != Mistake.ExtensionForgotten && until > hold.LapsesAt) hold.LapsesAt = until;
        return "recorded";
    }

    private string? Reserve(ModelHold hold, int units, DateTimeOffset now)
    {
        var (member, model) = (Act.Members[hold.Terms.Member], Act.Models[hold.Terms.Model]);
        if (_debts.Count > 0 && Mistake != Mistake.DebtForgotten) return "debt_outstanding";
        if (Chain(member).Any(node => Passes(node, units)) || _named.Any(limit => Passes(limit, Asked(limit, hold, units), now))) return "limit_exceeded";

        var payers = Payers(null, model, member, Mistake == Mistake.PendingPaysNew ? now.AddHours(-1) : now, now).ToArray();
        if (payers.Aggregate(BigInteger.Zero, (sum, grant) => sum + grant.Wallet) < units) return "insufficient_credit";

        BigInteger left = units;
        foreach (var grant in payers)
        {
            var part = BigInteger.Min(left, grant.Wallet);
            (grant.Wallet, grant.Held, left) = (grant.Wallet - part, grant.Held + part, left - part);
            if (part == 0) continue;

            var before = hold.Parts.FindIndex(known => known.Grant == grant);
            if (before < 0) hold.Parts.Add((grant, part));
            else hold.Parts[before] = (grant, hold.Parts[before].Units + part);
        }

        Count(member, units);
        foreach (var limit in _named) limit.Count(Asked(limit, hold, units), now, hold.Id);
        return null;
    }

    /// <summary>More of a hold is no further request.</summary>
    private BigInteger Asked(ModelLimit limit, ModelHold hold, int units) => limit.Terms.Measure == LimitMeasure.Requests && _holds.Contains(hold)
        ? 0
        : limit.Of(Chain(Act.Members[hold.Terms.Member]), null, Act.Models[hold.Terms.Model], units);

    /// <param name="key">How the use is named when it is corrected.</param>
    public string Use(string key, Act.Use act, string? holdId, DateTimeOffset occurredAt, DateTimeOffset now)
    {
        var (member, model, meter) = (Act.Members[act.Member], Act.Models[act.Model], act.Rejects ? "strict" : "llm");
        var hold = _holds.Find(candidate => candidate.Id == holdId && candidate.End is null);
        var fromHold = BigInteger.Min(act.Units, hold is null ? 0 : Reach(hold, act.Final));
        var givenBack = hold is null ? [] : Chain(Act.Members[hold.Terms.Member]).ToHashSet();
        if (act.Rejects && Chain(member).Any(node => Passes(node, act.Units - (givenBack.Contains(node) ? fromHold : 0)))) return "limit_exceeded";
        if (act.Rejects && _named.Any(limit => limit.Of(Chain(member), meter, model, act.Units) is var units && Passes(limit, units - Kept(limit, units, hold, fromHold), now))) return "limit_exceeded";

        var payers = Payers(meter, model, member, occurredAt, now).ToArray();
        var fromGrants = payers.Aggregate(BigInteger.Zero, (sum, grant) => sum + grant.Wallet);
        if (act.Rejects && fromHold + fromGrants < act.Units) return "insufficient_credit";

        var before = SpentNow();
        if (hold is not null) Take(hold, fromHold, act.Final);
        var owed = Spend(payers, act.Units - fromHold);
        var use = new ModelUse(meter, model, member, occurredAt) { Paid = PaidSince(before), Chain = Chain(member) };
        Count(member, act.Units);
        CountNamed(hold, member, meter, model, act.Units, fromHold, now);
        if (hold is not null && act.Final) Free(hold, "settled", now);
        if (owed > 0) _debts.Add(use.Debt = new(meter, model, member, owed));
        _uses[key] = use;
        return "recorded";
    }

    public string Capture(string holdId, Act.Capture act, DateTimeOffset now)
    {
        if (_holds.Find(candidate => candidate.Id == holdId) is not { } hold) return "rejected";
        if (hold.End is "released" or "settled") return "hold_not_open";

        var (member, model) = (Act.Members[hold.Terms.Member], Act.Models[hold.Terms.Model]);
        if (act.Units > (hold.End is not null ? hold.Units : act.Final ? hold.Remaining : FreeOf(hold))) return "capture_exceeds_hold";

        if (hold.End is null)
        {
            CaptureBare(hold, act.Units, act.Final, now);
            return "recorded";
        }

        var owed = Spend(Payers(null, model, member, now, now), act.Units);
        Count(member, act.Units);
        CountNamed(null, member, null, model, act.Units, 0, now);
        if (owed > 0) _debts.Add(new("unmetered", model, member, owed));
        return "recorded";
    }

    public string Release(string holdId, DateTimeOffset now)
    {
        if (_holds.Find(candidate => candidate.Id == holdId) is not { } hold) return "rejected";
        if (hold.End is not null) return "hold_not_open";

        Free(hold, "released", now);
        return "recorded";
    }

    public string Limit(Act.Limit act)
    {
        _limits[Act.Members[act.Member]] = act.Units;
        return "recorded";
    }

    public string Named(Act.Named act)
    {
        var terms = ModelLimit.All[act.Which];
        var limit = _named.Find(known => known.Terms.Id == terms.Id);
        if (limit is null) _named.Add(limit = new(terms));
        limit.Max = act.Max * (terms.Measure == LimitMeasure.Quantity ? 1_000_000 : 1);
        return "recorded";
    }

    public string Reparent(Act.Reparent act)
    {
        var (member, parent) = (Act.Members[act.Member], Act.Members[act.Parent]);
        if (Chain(parent).Contains(member)) return "rejected";
        if (Mistake == Mistake.MoveForgotten) return "recorded";

        var holds = _holds.Where(hold => hold is { End: null, Of: null } && Chain(Act.Members[hold.Terms.Member]).Contains(member)).ToArray();
        foreach (var hold in holds) Count(Act.Members[hold.Terms.Member], -hold.Remaining);
        _above[member] = parent;
        foreach (var hold in holds) Count(Act.Members[hold.Terms.Member], hold.Remaining);
        return "recorded";
    }

    /// <summary>What the hold has counted stays counted, the rest counts now; and a hold never counts more than it still holds.</summary>
    private void CountNamed(ModelHold? share, string member, string? meter, string model, int used, BigInteger captured, DateTimeOffset now)
    {
        var hold = share?.Root;
        foreach (var limit in _named)
        {
            var units = limit.Of(Chain(member), meter, model, used);
            var kept = Kept(limit, units, hold, captured);
            if (hold is not null) limit.Keep(hold.Id, kept);
            limit.Count(units - kept, now, null);
            if (hold is null) continue;

            var held = limit.HeldBy(hold.Id);
            if (limit.Terms.Measure == LimitMeasure.Spend) GiveBack(limit, hold.Id, held - BigInteger.Min(held, hold.Remaining));
            else if (!Chain(member).Contains(limit.Terms.Member)) GiveBack(limit, hold.Id, BigInteger.Min(held, limit.Of([limit.Terms.Member], meter, model, used)));
        }
    }

    private static BigInteger Kept(ModelLimit limit, BigInteger units, ModelHold? hold, BigInteger captured)
    {
        var kept = BigInteger.Min(units, limit.HeldBy(hold?.Root.Id));
        return limit.Terms.Measure == LimitMeasure.Spend ? BigInteger.Min(kept, captured) : kept;
    }

    private void GiveBack(ModelLimit limit, string hold, BigInteger units)
    {
        if (Mistake != Mistake.GivingBackForgotten) limit.GiveBack(hold, units);
    }

    private bool Passes(ModelLimit limit, BigInteger more, DateTimeOffset now) => more > 0 && limit.Used(now, Mistake == Mistake.WindowForgotten) + more > limit.Max;

    private bool Passes(string node, BigInteger more) =>
        Mistake != Mistake.LimitsForgotten && more > 0 && _limits.TryGetValue(node, out var limit) && _used[node] + more > limit;

    private IEnumerable<ModelGrant> Payers(string? meter, string model, string member, DateTimeOffset occurredAt, DateTimeOffset now) =>
        InOrder(_grants).Where(grant => grant.Pays(meter, model, Chain(member), occurredAt, now)).OrderBy(grant => grant.Rank < 0 && occurredAt < grant.From ? 1 : 0);

    private static BigInteger Spend(IEnumerable<ModelGrant> payers, BigInteger units)
    {
        foreach (var grant in payers)
        {
            var part = BigInteger.Min(units, grant.Wallet);
            (grant.Wallet, grant.Spent, units) = (grant.Wallet - part, grant.Spent + part, units - part);
        }

        return units;
    }

    private void Take(ModelHold share, BigInteger units, bool final)
    {
        var left = units;
        for (var (node, isFinal) = (share, final); node.Of is not null && left > 0; (node, isFinal) = (node.Of, false))
        {
            var own = BigInteger.Min(left, isFinal ? node.Remaining : FreeOf(node));
            for (var above = node; above.Of is not null; above = above.Of) above.Captured += own;
            left -= own;
        }

        var hold = share.Root;
        for (var i = 0; i < hold.Parts.Count; i++)
        {
            var (grant, held) = hold.Parts[i];
            var part = BigInteger.Min(units, held);
            (grant.Held, grant.Spent, units) = (grant.Held - part, grant.Spent + part, units - part);
            hold.Parts[i] = (grant, held - part);
            Count(Act.Members[hold.Terms.Member], -part);
        }
    }

    public string Share(string id, Act.Share act, string ofId, DateTimeOffset now)
    {
        if (_holds.Find(candidate => candidate.Id == ofId) is not { End: null, Depth: < 8 } of) return "rejected";
        if (Draw(of, act.Units) is { } refusal) return refusal;

        var share = new ModelHold(id, new(act.Units, of.Terms.Member, of.Terms.Model, act.Lasts), now) { Of = of };
        if (share.LapsesAt > of.LapsesAt) share.LapsesAt = of.LapsesAt;
        _holds.Add(share);
        return "recorded";
    }

    public string Cancel(string holdId, Act.Cancel act, DateTimeOffset now)
    {
        if (_holds.Find(candidate => candidate.Id == holdId) is not { } hold) return "rejected";
        if (hold.End is not null) return "hold_not_open";

        var units = (int)BigInteger.Min(act.Actual, hold.Remaining);
        if (units == 0) Free(hold, "released", now);
        else CaptureBare(hold, units, true, now);
        return "recorded";
    }

    private void CaptureBare(ModelHold hold, int units, bool final, DateTimeOffset now)
    {
        var member = Act.Members[hold.Terms.Member];
        Take(hold, units, final);
        Count(member, units);
        CountNamed(hold, member, null, Act.Models[hold.Terms.Model], units, units, now);
        if (final) Free(hold, "settled", now);
    }

    private string? Draw(ModelHold of, BigInteger units) => Mistake != Mistake.SharesForgotten && units > FreeOf(of) ? "budget_exhausted" : null;

    private BigInteger FreeOf(ModelHold hold) =>
        hold.Remaining - _holds.Where(other => other.Of == hold && other.End is null).Aggregate(BigInteger.Zero, (sum, other) => sum + other.Remaining);

    private BigInteger Reach(ModelHold hold, bool final) => (final ? hold.Remaining : FreeOf(hold)) + (hold.Of is null ? 0 : Reach(hold.Of, false));
}
