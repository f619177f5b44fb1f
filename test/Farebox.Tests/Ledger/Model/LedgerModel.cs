using System.Numerics;

namespace Farebox.Tests.Ledger.Model;

/// <summary>The rules of the ledger told a second time, slowly and with nothing of the ledger's own: lists, dictionaries and whole numbers.</summary>
internal sealed partial class LedgerModel
{
    private static readonly Dictionary<string, string> Above = new() { ["team-a"] = "", ["alice"] = "team-a", ["bob"] = "team-a", ["carol"] = "" };

    private readonly List<ModelGrant> _grants = [];
    private readonly List<ModelHold> _holds = [];
    private readonly List<ModelDebt> _debts = [];
    private readonly Dictionary<string, BigInteger> _used = Act.Members.ToDictionary(member => member, _ => BigInteger.Zero);
    private readonly Dictionary<string, BigInteger> _limits = [];

    /// <summary>The mistake this model makes on purpose; none, unless a test wants to see that mistakes are seen.</summary>
    public Mistake Mistake { get; init; }

    public IReadOnlyList<ModelHold> Holds => _holds;

    /// <summary>Everything there is to compare, as lines.</summary>
    public IEnumerable<string> Lines() =>
    [
        .. _grants.Select(grant => $"grant {grant.Id}: {grant.Wallet} left, {grant.Held} held, {grant.Spent} spent, {grant.Expired} expired"),
        .. _holds.Where(hold => hold.End is null).Select(hold => $"hold {hold.Id}: {string.Join(" ", hold.Parts.Select(part => $"{part.Grant.Id}={part.Units}"))}"),
        .. _debts.Select(debt => $"debt: {debt.Units} for {debt.Meter} {debt.Model} by {debt.Member}"),
        .. _used.Where(line => line.Value != 0).OrderBy(line => line.Key, StringComparer.Ordinal).Select(line => $"used by {line.Key}: {line.Value}"),
    ];

    /// <summary>Brings the model to an instant, one due thing at a time, each as of when it fell due.</summary>
    public void Advance(DateTimeOffset now)
    {
        while (Due().Where(due => due.At <= now).OrderBy(due => due.At).ThenBy(due => due.Rank).ThenBy(due => due.Id, StringComparer.Ordinal).FirstOrDefault() is { Act: not null } next)
            next.Act();
    }

    private IEnumerable<(DateTimeOffset At, int Rank, string Id, Action Act)> Due() =>
    [
        .. _holds.Where(hold => hold.End is null).Select(hold => (hold.LapsesAt, 0, hold.Id, (Action)(() => Free(hold, "lapsed", hold.LapsesAt)))),
        .. _grants.Where(grant => grant is { IsGone: false, GoneAt: not null }).Select(grant => (grant.GoneAt!.Value, 1, grant.Id, (Action)(() => Expire(grant)))),
        .. _grants.Where(grant => !grant.HasBegun).Select(grant => (grant.From, 2, grant.Id, (Action)(() => Begin(grant)))),
    ];

    private static void Expire(ModelGrant grant)
    {
        (grant.Expired, grant.Wallet) = (grant.Expired + grant.Wallet, 0);
        grant.IsGone = true;
    }

    private void Begin(ModelGrant grant)
    {
        grant.HasBegun = true;
        Settle(_grants, grant.From);
    }

    private void Free(ModelHold hold, string end, DateTimeOffset at)
    {
        foreach (var (grant, units) in hold.Parts)
        {
            grant.Held -= units;
            if (grant.IsGone) grant.Expired += units;
            else grant.Wallet += units;
            Count(Act.Members[hold.Terms.Member], -units);
        }

        hold.Parts.Clear();
        hold.End = end;
        Settle(_grants, at);
    }

    private void Settle(IEnumerable<ModelGrant> payers, DateTimeOffset at)
    {
        foreach (var debt in _debts)
        {
            foreach (var grant in InOrder(payers).Where(grant => grant.Pays(debt.Meter, debt.Model, Chain(debt.Member), at, at)))
            {
                var paid = BigInteger.Min(debt.Units, grant.Wallet);
                grant.Wallet -= paid;
                grant.Spent += paid;
                debt.Units -= paid;
                if (paid > 0) debt.Settled.Add((grant, paid));
            }
        }

        _debts.RemoveAll(debt => debt.Units == 0);
    }

    private IEnumerable<ModelGrant> InOrder(IEnumerable<ModelGrant> grants)
    {
        var byPriority = Mistake == Mistake.PriorityBackwards ? grants.OrderByDescending(grant => grant.Terms.Priority) : grants.OrderBy(grant => grant.Terms.Priority);
        return byPriority
            .ThenBy(grant => Mistake == Mistake.ExpiryForgotten ? DateTimeOffset.MaxValue : grant.Until ?? DateTimeOffset.MaxValue)
            .ThenBy(grant => grant.Terms.IsFree ? 0 : 1)
            .ThenBy(grant => grant.Terms.Basis is { } basis ? (decimal)basis / grant.Terms.Units : 0)
            .ThenBy(grant => grant.From)
            .ThenBy(grant => grant.Id, StringComparer.Ordinal);
    }

    private void Count(string member, BigInteger units)
    {
        foreach (var node in Chain(member)) _used[node] += units;
    }

    private static IEnumerable<string> Chain(string member)
    {
        for (var node = member; ; node = Above[node])
        {
            yield return node;
            if (node.Length == 0) yield break;
        }
    }
}

/// <summary>What a model can be made to get wrong.</summary>
internal enum Mistake
{
    None,
    PriorityBackwards,
    ExpiryForgotten,
    LimitsForgotten,
    DebtForgotten,
    PendingPaysNew,
    GrowthForgotten,
    ExtensionForgotten,
    SettledStaysSettled,
}
