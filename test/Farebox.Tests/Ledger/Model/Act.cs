using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Ledger.Model;

/// <summary>One thing somebody does to a book. Numbers pick among what is there, so that every sequence can be played.</summary>
internal abstract partial record Act
{
    public static readonly string[] Members = ["", "team-a", "alice", "bob", "carol"];
    public static readonly string[] Models = ["", "small", "large"];

    public sealed record Grant(int Units, int Priority, int EffectiveIn, int? ExpiresIn, int Grace, bool IsFree, int? Basis, int Scope) : Act
    {
        public int Owner { get; init; }

        public int Payment { get; init; }

        public int Lendable { get; init; }

        public ActRollover? Rollover { get; init; }
    }

    public sealed record Authorise(int Units, int Member, int Model, int Lasts) : Act;

    public sealed record Use(int Units, int Member, int Model, bool Rejects, int? Hold, bool Final, int Age) : Act;

    public sealed record Capture(int Hold, int Units, bool Final) : Act;

    public sealed record Release(int Hold) : Act;

    public sealed record Grow(int Hold, int Units) : Act;

    public sealed record Extend(int Hold, int Lasts) : Act;

    public sealed record Limit(int Member, int Units) : Act;

    public sealed record Wait(int Minutes) : Act;

    /// <summary>Takes back one of the events that were sent.</summary>
    public sealed record Void(int Sent) : Act;

    /// <summary>Says that one of the events that were sent used so much.</summary>
    public sealed record Amend(int Sent, int Units) : Act;

    public static Arbitrary<Act[]> Sequences => Arb.From(Gen.ArrayOf(One, 40), Fewer);

    private static Gen<Act> One => Gen.Frequency(
        (3, Grants), (4, Holds), (6, Uses), (3, Captures), (2, Gen.Choose(0, 20).Select(hold => (Act)new Release(hold))),
        (1, Limits), (2, Grows), (2, Extensions), (1, Corrections), (3, Gen.Choose(1, 200).Select(minutes => (Act)new Wait(minutes))),
        (1, Gen.Choose(300, 3000).Select(minutes => (Act)new Wait(minutes))), (3, Moves), (2, Removals), (1, Payments), (1, Burns), (2, Schedules), (1, SeatChanges), (1, Ends));

    private static Gen<Act> Grants =>
        from units in Gen.Choose(1, 60)
        from priority in Gen.Choose(0, 2)
        from effectiveIn in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(-60, 120)))
        from expiresIn in Gen.Frequency((1, Gen.Constant<int?>(null)), (3, Gen.Choose(1, 6).Select(hours => (int?)hours)))
        from grace in Gen.Choose(0, 3)
        from isFree in Gen.Elements(true, false)
        from basis in Gen.Frequency((1, Gen.Constant<int?>(null)), (1, Gen.Choose(1, 90).Select(dollars => (int?)dollars)))
        from scope in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 4)))
        from owner in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 4)))
        from payment in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(1, 2)))
        from lendable in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(1, 30)))
        from rollover in Rollovers
        select (Act)new Grant(units, priority, effectiveIn, expiresIn, grace, isFree, basis, scope)
        {
            Owner = owner, Payment = payment, Lendable = lendable, Rollover = expiresIn is null ? null : rollover,
        };

    private static Gen<Act> Holds =>
        from units in Gen.Choose(1, 40)
        from member in Gen.Choose(0, 4)
        from model in Gen.Choose(0, 2)
        from lasts in Gen.Choose(10, 240)
        select (Act)new Authorise(units, member, model, lasts);

    private static Gen<Act> Uses =>
        from units in Gen.Choose(0, 30)
        from member in Gen.Choose(0, 4)
        from model in Gen.Choose(0, 2)
        from rejects in Gen.Elements(false, false, true)
        from hold in Gen.Frequency((1, Gen.Constant<int?>(null)), (2, Gen.Choose(0, 20).Select(pick => (int?)pick)))
        from final in Gen.Elements(true, false)
        from age in Gen.Frequency((2, Gen.Constant(0)), (2, Gen.Choose(0, 300)), (1, Gen.Choose(-300, 0)))
        select (Act)new Use(units, member, model, rejects, hold, final, age);

    private static Gen<Act> Captures =>
        from hold in Gen.Choose(0, 20)
        from units in Gen.Choose(1, 30)
        from final in Gen.Elements(true, false)
        select (Act)new Capture(hold, units, final);

    private static Gen<Act> Grows =>
        from hold in Gen.Choose(0, 20)
        from units in Gen.Choose(1, 20)
        select (Act)new Grow(hold, units);

    private static Gen<Act> Extensions =>
        from hold in Gen.Choose(0, 20)
        from lasts in Gen.Choose(10, 400)
        select (Act)new Extend(hold, lasts);

    private static Gen<Act> Corrections =>
        from use in Gen.Choose(0, 20)
        from units in Gen.Frequency((1, Gen.Constant<int?>(null)), (1, Gen.Choose(0, 30).Select(units => (int?)units)))
        select units is { } amended ? new Amend(use, amended) : (Act)new Void(use);

    private static Gen<Act> Limits =>
        from member in Gen.Choose(0, 4)
        from units in Gen.Choose(0, 120)
        select (Act)new Limit(member, units);

    // A counterexample is told with as few acts as show it.
    private static IEnumerable<Act[]> Fewer(Act[] acts)
    {
        for (var size = acts.Length / 2; size > 0; size /= 2)
        {
            for (var start = 0; start + size <= acts.Length; start += size)
                yield return [.. acts.Take(start), .. acts.Skip(start + size)];
        }
    }
}
