using System.Numerics;

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
        if (Reserve(hold, act.Units, now) is { } refusal) return refusal;

        if (Mistake != Mistake.GrowthForgotten) hold.Units += act.Units;
        return "recorded";
    }

    public string Extend(string holdId, Act.Extend act, DateTimeOffset now)
    {
        if (_holds.Find(candidate => candidate.Id == holdId) is not { } hold) return "rejected";
        if (hold.End is not null) return "hold_not_open";

        if (Mistake != Mistake.ExtensionForgotten && now.AddMinutes(act.Lasts) > hold.LapsesAt) hold.LapsesAt = now.AddMinutes(act.Lasts);
        return "recorded";
    }

    private string? Reserve(ModelHold hold, int units, DateTimeOffset now)
    {
        var (member, model) = (Act.Members[hold.Terms.Member], Act.Models[hold.Terms.Model]);
        if (_debts.Count > 0 && Mistake != Mistake.DebtForgotten) return "debt_outstanding";
        if (Chain(member).Any(node => Passes(node, units))) return "limit_exceeded";

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
        return null;
    }

    /// <param name="key">How the use is named when it is corrected.</param>
    public string Use(string key, Act.Use act, string? holdId, DateTimeOffset occurredAt, DateTimeOffset now)
    {
        var (member, model, meter) = (Act.Members[act.Member], Act.Models[act.Model], act.Rejects ? "strict" : "llm");
        var hold = _holds.Find(candidate => candidate.Id == holdId && candidate.End is null);
        var fromHold = BigInteger.Min(act.Units, hold?.Remaining ?? 0);
        var givenBack = hold is null ? [] : Chain(Act.Members[hold.Terms.Member]).ToHashSet();
        if (act.Rejects && Chain(member).Any(node => Passes(node, act.Units - (givenBack.Contains(node) ? fromHold : 0)))) return "limit_exceeded";

        var payers = Payers(meter, model, member, occurredAt, now).ToArray();
        var fromGrants = payers.Aggregate(BigInteger.Zero, (sum, grant) => sum + grant.Wallet);
        if (act.Rejects && fromHold + fromGrants < act.Units) return "insufficient_credit";

        var before = SpentNow();
        if (hold is not null) Take(hold, fromHold);
        var owed = Spend(payers, act.Units - fromHold);
        var use = new ModelUse(meter, model, member, occurredAt) { Paid = PaidSince(before) };
        Count(member, act.Units);
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
        if (act.Units > (hold.End is null ? hold.Remaining : hold.Units)) return "capture_exceeds_hold";

        if (hold.End is null)
        {
            Take(hold, act.Units);
            Count(member, act.Units);
            if (act.Final) Free(hold, "settled", now);
            return "recorded";
        }

        var owed = Spend(Payers(null, model, member, now, now), act.Units);
        Count(member, act.Units);
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

    private void Take(ModelHold hold, BigInteger units)
    {
        for (var i = 0; i < hold.Parts.Count; i++)
        {
            var (grant, held) = hold.Parts[i];
            var part = BigInteger.Min(units, held);
            (grant.Held, grant.Spent, units) = (grant.Held - part, grant.Spent + part, units - part);
            hold.Parts[i] = (grant, held - part);
            Count(Act.Members[hold.Terms.Member], -part);
        }
    }
}
