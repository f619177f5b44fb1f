using System.Numerics;

namespace Farebox.Tests.Ledger.Model;

/// <summary>What corrections do: all that was paid goes back to who had paid, then what should have been used is paid.</summary>
internal sealed partial class LedgerModel
{
    private readonly Dictionary<string, ModelUse> _uses = [];

    public string Void(string key, DateTimeOffset now)
    {
        if (!_uses.TryGetValue(key, out var use) || use.IsVoid) return "rejected";

        TakeBack(use);
        use.IsVoid = true;
        Settle(_grants, now);
        return "recorded";
    }

    public string Amend(string key, int units, DateTimeOffset now)
    {
        if (!_uses.TryGetValue(key, out var use) || use.IsVoid) return "rejected";

        TakeBack(use);
        var before = SpentNow();
        var owed = Spend(Payers(use.Meter, use.Model, use.Member, use.OccurredAt, now).ToArray(), units);
        use.Paid = PaidSince(before);
        Count(use.Member, units);
        use.Debt = null;
        Settle(_grants, now);
        if (owed > 0) _debts.Add(use.Debt = new(use.Meter, use.Model, use.Member, owed));
        return "recorded";
    }

    private void TakeBack(ModelUse use)
    {
        BigInteger back = use.Debt?.Units ?? 0;
        if (use.Debt is { } debt) _debts.Remove(debt);
        if (Mistake == Mistake.SettledStaysSettled) use.Debt?.Settled.Clear();
        foreach (var (grant, units) in use.Paid.Concat(use.Debt?.Settled ?? []))
        {
            grant.Spent -= units;
            if (grant.Removed is { } removed) Remove(grant, removed, units, use.Member);
            else if (grant.IsGone) grant.Expired += units;
            else grant.Wallet += units;
            back += units;
        }

        Count(use.Member, -back);
    }

    private Dictionary<ModelGrant, BigInteger> SpentNow() => new(_grants.Select(grant => KeyValuePair.Create(grant, grant.Spent)), ReferenceEqualityComparer.Instance);

    private List<(ModelGrant Grant, BigInteger Units)> PaidSince(Dictionary<ModelGrant, BigInteger> before) =>
        [.. _grants.Select(grant => (grant, grant.Spent - before[grant])).Where(part => part.Item2 > 0)];
}

/// <summary>An event that was charged, and who paid for it.</summary>
internal sealed class ModelUse(string meter, string model, string member, DateTimeOffset occurredAt)
{
    public string Meter { get; } = meter;

    public string Model { get; } = model;

    public string Member { get; } = member;

    public DateTimeOffset OccurredAt { get; } = occurredAt;

    public bool IsVoid { get; set; }

    public List<(ModelGrant Grant, BigInteger Units)> Paid { get; set; } = [];

    public ModelDebt? Debt { get; set; }
}
