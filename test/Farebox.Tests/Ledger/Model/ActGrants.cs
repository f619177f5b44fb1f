using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Ledger.Model;

/// <summary>What is done with grants that exist, and what grants again and again.</summary>
internal abstract partial record Act
{
    public const int OrdersCount = 4;

    public sealed record Move(int Pick, int Reason, int? Units, int Owner, int? ExpiresIn) : Act;

    public sealed record Remove(int Pick, int Removal, int? Units) : Act;

    public sealed record Pay(int Pick) : Act;

    public sealed record Burn(int Order) : Act;

    public sealed record Schedule(int Units, int Days, int StartsIn, int Offset, bool IsCut, int? Seats, bool InParts, bool IsForEver) : Act
    {
        public int Owner { get; init; }

        public int OnAdded { get; init; }

        public int OnRemoved { get; init; }

        public ActRollover? Rollover { get; init; }
    }

    public sealed record SetSeats(int Pick, int Seats) : Act;

    public sealed record End(int Pick, int Leftover) : Act;

    /// <param name="Days">How long what rolled over lasts; null: for ever.</param>
    public sealed record ActRollover(bool OfOriginal, int Percent, int? Cap, bool OfTotal, int? Generations, int Order, int? Days, bool Forfeits);

    private static Gen<ActRollover?> Rollovers => Gen.Frequency(
        (1, Gen.Constant<ActRollover?>(null)),
        (1, from original in Gen.Elements(true, false)
            from percent in Gen.Elements(0, 25, 50, 100)
            from cap in Gen.Frequency((1, Gen.Constant<int?>(null)), (1, Gen.Choose(0, 30).Select(units => (int?)units)))
            from ofTotal in Gen.Elements(true, false)
            from generations in Gen.Frequency((1, Gen.Constant<int?>(null)), (2, Gen.Choose(0, 2).Select(most => (int?)most)))
            from order in Gen.Choose(0, 2)
            from days in Gen.Frequency((1, Gen.Constant<int?>(null)), (2, Gen.Choose(1, 2).Select(some => (int?)some)))
            from forfeits in Gen.Elements(true, false)
            select (ActRollover?)new ActRollover(original, percent, cap, cap is not null && ofTotal, generations, order, days, forfeits)));

    private static Gen<Act> Moves =>
        from grant in Gen.Choose(0, 30)
        from reason in Gen.Choose(0, 2)
        from units in Gen.Frequency((1, Gen.Constant<int?>(null)), (3, Gen.Choose(1, 30).Select(some => (int?)some)))
        from owner in Gen.Choose(0, 4)
        from expiresIn in Gen.Frequency((1, Gen.Constant<int?>(null)), (3, Gen.Choose(0, 9).Select(hours => (int?)hours)))
        select (Act)new Move(grant, reason, units, reason == 2 ? Math.Max(owner, 1) : owner, expiresIn);

    private static Gen<Act> Removals =>
        from grant in Gen.Choose(0, 30)
        from removal in Gen.Choose(0, 2)
        from units in Gen.Frequency((2, Gen.Constant<int?>(null)), (3, Gen.Choose(1, 30).Select(some => (int?)some)))
        select (Act)new Remove(grant, removal, units);

    private static Gen<Act> Payments => Gen.Choose(0, 30).Select(grant => (Act)new Pay(grant));

    private static Gen<Act> Burns => Gen.Choose(0, OrdersCount - 1).Select(order => (Act)new Burn(order));

    private static Gen<Act> Schedules =>
        from units in Gen.Choose(1, 40)
        from days in Gen.Choose(1, 2)
        from startsIn in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(-2000, 600)))
        from offset in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(1, 1400)))
        from isCut in Gen.Elements(true, false)
        from seats in Gen.Frequency((1, Gen.Constant<int?>(null)), (1, Gen.Choose(0, 4).Select(some => (int?)some)))
        from inParts in Gen.Elements(true, false)
        from isForEver in Gen.Elements(true, false, false)
        from owner in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(1, 4)))
        from onAdded in Gen.Choose(0, 2)
        from onRemoved in Gen.Choose(0, 1)
        from rollover in Rollovers
        select (Act)new Schedule(units, days, startsIn, inParts && days == 2 ? 0 : offset, isCut, inParts && days == 2 ? null : seats, inParts && days == 2, isForEver)
        {
            Owner = owner, OnAdded = onAdded, OnRemoved = onRemoved, Rollover = isForEver ? null : rollover,
        };

    private static Gen<Act> SeatChanges =>
        from schedule in Gen.Choose(0, 20)
        from seats in Gen.Choose(0, 5)
        select (Act)new SetSeats(schedule, seats);

    private static Gen<Act> Ends =>
        from schedule in Gen.Choose(0, 20)
        from leftover in Gen.Choose(0, 2)
        select (Act)new End(schedule, leftover);
}
