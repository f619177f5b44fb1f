using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Ledger.BurnOrders;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Tests.Ledger.Model;

/// <summary>Plays what is done with grants that exist, and what grants again and again.</summary>
internal sealed partial class Play
{
    private const long BasisPerPeriod = 70;

    private static readonly BurnOrder[] Orders =
    [
        BurnOrder.Default, new(BurnOrder.OwnName, [new(BurnBy.Owner), new(BurnBy.Left, IsDescending: true)]),
        BurnOrderPreset.Find("metronome")!.Order, BurnOrderPreset.Find("flexprice")!.Order,
    ];

    private (string Book, string? Model) DoGrants(Act act, int number) => act switch
    {
        Act.Move move => Both(Grant(move.Pick), id => (Tell(MoveOf(id, $"m{number}", move)), Model?.Move(id, $"m{number}", move, Till.Now))),
        Act.Remove remove => Both(Grant(remove.Pick), id => (
            Tell(new RemoveUnits(Till.Tenant, "acme", $"d{number}", id, (GrantRemoval)remove.Removal, remove.Units is { } units ? $"{units}" : null, null)), Model?.Remove(id, remove))),
        Act.Pay pay => Both(Grant(pay.Pick), id => (Tell(new MarkPaid(Till.Tenant, "acme", id, null)), Model?.Pay(id, Till.Now))),
        Act.Burn burn => (Tell(new SetBurnOrder(Till.Tenant, "acme", $"b{number}", Till.Credit, Orders[burn.Order])), Model?.Burn(burn)),
        Act.Schedule schedule => (Tell(ScheduleOf($"s{number}", schedule)), Model?.SetUp($"s{number}", schedule, Till.Now)),
        Act.SetSeats seats => Both(Pick(_schedules, seats.Pick), id => (Tell(new SetSeats(Till.Tenant, "acme", $"c{number}", id, seats.Seats)), Model?.SetSeats(id, seats, Till.Now))),
        Act.End end => Both(Pick(_schedules, end.Pick), id => (
            Tell(new EndSchedule(Till.Tenant, "acme", $"e{number}", id, null, (ScheduleLeftover)end.Leftover)), Model?.End(id, end, Till.Now))),
        _ => throw new ArgumentException($"{act} cannot be played.", nameof(act)),
    };

    private static (string, string?) Both(string id, Func<string, (string, string?)> tell) => tell(id);

    private string Grant(int pick) => Pick([.. Till.Book.Grants.Keys], pick);

    private static string Pick(List<string> ids, int pick) => ids.Count == 0 ? "none" : ids[pick % ids.Count];

    private MoveUnits MoveOf(string from, string id, Act.Move act)
    {
        var isExtension = act.Reason == (int)MoveReason.Extension;
        DateTimeOffset? expiresAt = isExtension && act.ExpiresIn is { } hours ? Till.Now.AddHours(hours) : null;
        return new(Till.Tenant, "acme", from, id, new(
            (MoveReason)act.Reason, act.Units is { } units ? $"{units}" : null, isExtension ? null : Name(Act.Members[act.Owner]), expiresAt, isExtension && expiresAt is null));
    }

    private SetUpSchedule ScheduleOf(string id, Act.Schedule act)
    {
        _schedules.Add(id);
        var startsAt = Till.Now.AddMinutes(act.StartsIn);
        var grant = new GrantTerms
        {
            Id = id, Asset = Till.Credit, Units = act.Units, Source = GrantSource.Included, EffectiveAt = startsAt, Grace = TimeSpan.Zero, Owner = Name(Act.Members[act.Owner]),
            Rollover = RolloverOf(act.Rollover), CostBasis = Amount.FromUnits(Till.Dollar, BasisPerPeriod),
        };
        return new(Till.Tenant, "acme", new()
        {
            Grant = grant, Cadence = new(new(CadenceUnit.Day, act.Days), startsAt.AddMinutes(-act.Offset), TimeZoneInfo.Utc), Life = act.IsForEver ? GrantLife.Never : GrantLife.Period,
            Proration = act.IsCut ? new(ProrationBasis.Second, true, true, ProrationRounding.Down) : Proration.None,
            ReleaseEvery = act.InParts ? new CadenceSpan(CadenceUnit.Day, 1) : null, Seats = act.Seats, OnSeatsAdded = (SeatsAdded)act.OnAdded, OnSeatsRemoved = (SeatsRemoved)act.OnRemoved,
        }, startsNow: false);
    }

    private static RolloverTerms? RolloverOf(Act.ActRollover? act) => act is null ? null : new()
    {
        Basis = act.OfOriginal ? RolloverBasis.Original : RolloverBasis.Remaining, FractionParts = act.Percent * (RolloverTerms.Whole / 100), Cap = act.Cap,
        CapOf = act.OfTotal ? RolloverCapOf.Total : RolloverCapOf.Grant, GenerationsMax = act.Generations, Order = (RolloverOrder)act.Order,
        NewExpiry = act.Days is { } days ? new CadenceSpan(CadenceUnit.Day, days) : null,
        OnPlanChange = act.Forfeits ? RolloverOnPlanChange.Forfeit : RolloverOnPlanChange.Keep,
    };
}
