using System.Numerics;

namespace Farebox.Tests.Ledger.Model;

/// <summary>The rules of the ledger told a second time, slowly and with nothing of the ledger's own: lists, dictionaries and whole numbers.</summary>
internal sealed partial class LedgerModel
{
    private static readonly Dictionary<string, string> Above = new() { ["team-a"] = "", ["alice"] = "team-a", ["bob"] = "team-a", ["carol"] = "" };

    private readonly List<ModelGrant> _grants = [];
    private readonly List<ModelSchedule> _schedules = [];
    private int _order;
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
        .. _grants.Select(grant => $"grant {grant.Id}: {grant.Wallet} left, {grant.Held} held, {grant.Spent} spent, {grant.Expired} expired, {grant.Revoked} revoked, {grant.Moved} moved"),
        .. _holds.Where(hold => hold.End is null).Select(hold => $"hold {hold.Id}: {string.Join(" ", hold.Parts.Select(part => $"{part.Grant.Id}={part.Units}"))}"),
        .. _debts.Select(debt => $"debt: {debt.Units} for {debt.Meter} {debt.Model} by {debt.Member}"),
        .. _used.Where(line => line.Value != 0).OrderBy(line => line.Key, StringComparer.Ordinal).Select(line => $"used by {line.Key}: {line.Value}"),
    ];

    /// <summary>Brings the model to an instant, one due thing at a time, each as of when it fell due.</summary>
    public void Advance(DateTimeOffset now)
    {
        while (Due().Where(due => due.At <= now).OrderBy(due => due.At).ThenBy(due => due.Rank).ThenBy(due => due.Id, StringComparer.Ordinal).FirstOrDefault() is { Act: not null } next)
        {
            next.Act();
            Note();
        }
    }

    /// <summary>What is left is known as of the thing done before: an order by it does not change while something pays.</summary>
    public void Note()
    {
        foreach (var grant in _grants) grant.LeftBefore = grant.Wallet;
    }

    private IEnumerable<(DateTimeOffset At, int Rank, string Id, Action Act)> Due() =>
    [
        .. _holds.Where(hold => hold.End is null).Select(hold => (hold.LapsesAt, 0, hold.Id, (Action)(() => Free(hold, "lapsed", hold.LapsesAt)))),
        .. _schedules.Where(schedule => schedule.ReleaseAt is not null).Select(schedule => (schedule.ReleaseAt!.Value, 1, schedule.Id, (Action)(() => Release(schedule, schedule.ReleaseAt!.Value)))),
        .. _grants.Where(grant => grant is { HasRolled: false, Rollover: not null, Until: not null }).Select(grant => (grant.Until!.Value, 2, grant.Id, (Action)(() => Roll(grant, grant.Until!.Value)))),
        .. _grants.Where(grant => grant is { IsGone: false, GoneAt: not null }).Select(grant => (grant.GoneAt!.Value, 3, grant.Id, (Action)(() => Expire(grant)))),
        .. _schedules.Where(schedule => schedule.NextAt is not null).Select(schedule => (schedule.NextAt!.Value, 4, schedule.Id, (Action)(() => Renew(schedule, schedule.NextAt!.Value)))),
        .. _grants.Where(grant => grant is { HasBegun: false, PaysFrom: not null }).Select(grant => (grant.PaysFrom!.Value, 5, grant.Id, (Action)(() => Begin(grant)))),
    ];

    private static void Expire(ModelGrant grant)
    {
        (grant.Expired, grant.Wallet) = (grant.Expired + grant.Wallet, 0);
        grant.IsGone = true;
    }

    private void Begin(ModelGrant grant)
    {
        grant.HasBegun = true;
        Settle(_grants, grant.PaysFrom!.Value);
    }

    private void Free(ModelHold hold, string end, DateTimeOffset at)
    {
        foreach (var (grant, units) in hold.Parts)
        {
            grant.Held -= units;
            Count(Act.Members[hold.Terms.Member], -units);
            if (grant.Removed is { } removed && Mistake != Mistake.RemovedComesBack) Remove(grant, removed, units, Act.Members[hold.Terms.Member]);
            else if (grant.IsGone) grant.Expired += units;
            else grant.Wallet += units;
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
        var ranked = grants.OrderBy(grant => Mistake == Mistake.RankForgotten ? 0 : grant.Rank);
        var ordered = _order switch
        {
            1 => ranked.ThenBy(grant => -Depth(grant.Owner)).ThenByDescending(grant => grant.LeftBefore),
            2 => ranked.ThenBy(grant => grant.IsRollover ? 0 : 1).ThenBy(grant => grant.Priority).ThenBy(grant => grant is { HasBasis: true, Basis.IsZero: false } ? 1 : 0)
                .ThenBy(grant => grant.Scope == 4 ? 1 : int.MaxValue).ThenBy(grant => grant.Scope == 3 ? 1 : int.MaxValue).ThenBy(UntilOf).ThenBy(grant => grant.From).ThenBy(_grants.IndexOf),
            3 => ranked.ThenBy(grant => grant.Priority).ThenBy(UntilOf).ThenByDescending(grant => grant.Units).ThenBy(_grants.IndexOf),
            _ => (Mistake == Mistake.PriorityBackwards ? ranked.ThenByDescending(grant => grant.Priority) : ranked.ThenBy(grant => grant.Priority))
                .ThenBy(grant => Mistake == Mistake.ExpiryForgotten ? DateTimeOffset.MaxValue : UntilOf(grant))
                .ThenBy(grant => grant.IsFree ? 0 : 1).ThenBy(grant => (decimal)grant.Basis / (decimal)grant.Units).ThenBy(grant => grant.From),
        };
        return ordered.ThenBy(grant => grant.Id, StringComparer.Ordinal);
    }

    private static DateTimeOffset UntilOf(ModelGrant grant) => grant.Until ?? DateTimeOffset.MaxValue;

    private static int Depth(string owner) => Chain(owner).Count(node => node.Length > 0);

    private void Count(string member, BigInteger units)
    {
        foreach (var node in Chain(member)) _used[node] += units;
    }

    private static string[] Chain(string member) => [.. AndAbove(member)];

    private static IEnumerable<string> AndAbove(string member)
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
    RankForgotten,
    RemovedComesBack,
    OwnersForgotten,
    BasisStays,
    CapForgotten,
    GenerationsForgotten,
    LoansUnbounded,
    SeatsWhole,
    ReserveAtOnce,
}
