using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Ledger.BurnOrders;
using Farebox.Money;
using Farebox.Time;
using static Farebox.IntegrationTests.Journal.JournalHarness;

namespace Farebox.IntegrationTests.Verification;

/// <summary>What is done with grants that exist, and credit that comes again. Drawn apart from the rest of the traffic.</summary>
internal sealed partial class RandomTraffic
{
    private readonly Random _again = new(seed + 2);
    private readonly Random _bought = new(seed + 3);
    private readonly List<string> _granted = [];
    private readonly List<string> _schedules = [];
    private int _lastAgain;

    private Command Again(string account, DateTimeOffset now) => _again.Next(12) switch
    {
        < 3 => Schedule(account, now),
        < 6 => Move(account, now),
        < 8 => new RemoveUnits(tenantId, account, NextAgain("remove"), AnyGrant(account), (GrantRemoval)_again.Next(3), _again.Next(2) == 0 ? null : $"{_again.Next(1, 9)}", "of the crowd"),
        8 => new MarkPaid(tenantId, account, $"{AnySchedule(account)}:1", null),
        9 => new SetSeats(tenantId, account, NextAgain("seats"), AnySchedule(account), _again.Next(0, 6)),
        10 => new EndSchedule(tenantId, account, NextAgain("end"), AnySchedule(account), null, (ScheduleLeftover)_again.Next(3)),
        _ => new SetBurnOrder(tenantId, account, NextAgain("order"), Credit, BurnOrderPreset.All[_again.Next(BurnOrderPreset.All.Length)].Order),
    };

    /// <summary>A grant that is removed while some of it is held.</summary>
    private IEnumerable<Command> Doomed(string account, DateTimeOffset now) =>
    [
        new IssueGrant(tenantId, account, new()
        {
            Id = "doomed", Asset = Credit, Units = Units(9), Source = GrantSource.Promotional, Priority = -9, EffectiveAt = now, Owner = "bob",
        }, effectiveNow: false),
        AuthoriseHold.OfAmount(HoldName.ById(tenantId, account, "doomed"), Credit, Units(4), null, null, "bob", TimeSpan.FromHours(1)),
        new RemoveUnits(tenantId, account, "doom", "doomed", GrantRemoval.Void, null, null),
        new ReleaseHold(tenantId, account, "doomed-free", "doomed"),
    ];

    private SetUpSchedule Schedule(string account, DateTimeOffset now)
    {
        var id = NextAgain("plan");
        _schedules.Add($"{account}/{id}");
        foreach (var name in new[] { $"{id}:1", $"{id}:2", $"{id}:1.1" }) _granted.Add($"{account}/{name}");
        var (inParts, isSeated) = (_again.Next(3) == 0, _again.Next(2) == 0);
        var grant = new GrantTerms
        {
            Id = id, Asset = Credit, Units = Units(_again.Next(3, 30)), Source = GrantSource.Included, EffectiveAt = now, Grace = TimeSpan.FromHours(_again.Next(0, 5)),
            Owner = _again.Next(3) == 0 ? Members[_again.Next(Members.Length)] : null, Payment = (GrantPayment)_again.Next(3),
            CostBasis = Amount.FromUnits(Dollar, _again.Next(1, 9) * 1_000_000_007L),
            Rollover = _again.Next(2) == 0 ? null : new()
            {
                FractionParts = _again.Next(1, RolloverTerms.Whole), Basis = (RolloverBasis)_again.Next(2), Cap = Units(_again.Next(1, 12)), CapOf = (RolloverCapOf)_again.Next(2),
                GenerationsMax = _again.Next(0, 3), Order = (RolloverOrder)_again.Next(3), NewExpiry = new(CadenceUnit.Day, _again.Next(1, 3)),
            },
        };
        return new(tenantId, account, new()
        {
            Grant = grant, Cadence = new(new(CadenceUnit.Day, 2), now.AddHours(inParts ? 0 : -_again.Next(0, 40)), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")),
            Life = _again.Next(3) == 0 ? GrantLife.Term : GrantLife.Period, ReleaseEvery = inParts ? new CadenceSpan(CadenceUnit.Day, 1) : null,
            Proration = new((ProrationBasis)_again.Next(3), true, true, (ProrationRounding)_again.Next(3)), Seats = isSeated && !inParts ? _again.Next(1, 5) : null,
            OnSeatsAdded = (SeatsAdded)_again.Next(3), OnSeatsRemoved = (SeatsRemoved)_again.Next(2),
        }, startsNow: false);
    }

    private Command Purchase(string account) => _bought.Next(3) > 0
        ? new SettleTopUp(tenantId, account, $"top-up-credit-{_bought.Next(1, 5)}", _bought.Next(3) > 0, "by hand")
        : new SetTopUpRule(tenantId, account, $"rule-{_bought.Next()}", Credit, new()
        {
            Asset = Credit, Threshold = Units(_bought.Next(5, 60)), Units = Units(_bought.Next(10, 90)), Price = Amount.FromUnits(Dollar, 100_000_000), PriceOf = Units(1),
            MonthlyCap = _bought.Next(2) == 0 ? null : 9_000_000_000, Retries = _bought.Next(0, 3), Lasts = _bought.Next(2) == 0 ? null : TimeSpan.FromHours(30),
        });

    private MoveUnits Move(string account, DateTimeOffset now)
    {
        var (from, id, reason) = (AnyGrant(account), NextAgain("moved"), (MoveReason)_again.Next(3));
        _granted.Add($"{account}/{id}");
        var isExtension = reason == MoveReason.Extension;
        DateTimeOffset? expiresAt = isExtension ? now.AddHours(_again.Next(5, 90)) : null;
        var owner = isExtension ? null : reason == MoveReason.Loan || _again.Next(3) > 0 ? Members[_again.Next(Members.Length)] : null;
        return new(tenantId, account, from, id, new(reason, _again.Next(3) == 0 ? null : $"{_again.Next(1, 9)}", owner, expiresAt, false));
    }

    private string AnyGrant(string account) => AnyAgain(_granted, account);

    private string AnySchedule(string account) => AnyAgain(_schedules, account);

    private string AnyAgain(List<string> all, string account)
    {
        var own = all.FindAll(name => name.StartsWith(account + "/", StringComparison.Ordinal));
        return own.Count == 0 || _again.Next(15) == 0 ? "no-such-thing" : own[Math.Max(0, own.Count - _again.Next(1, 12))][(account.Length + 1)..];
    }

    private string NextAgain(string what) => $"{what}-again-{++_lastAgain}";
}
