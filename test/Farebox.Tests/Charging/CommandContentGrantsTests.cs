using System.Collections.Immutable;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Tests.Ledger;
using Farebox.Time;

namespace Farebox.Tests.Charging;

/// <summary>The same as <see cref="CommandContentTests"/>, for commands on grants, schedules, purchases, alerts and closes.</summary>
public sealed class CommandContentGrantsTests
{
    private static readonly CadenceSpan Month = new(CadenceUnit.Month, 1);
    private static readonly GrantTerms Grant = new() { Id = "s", Asset = Till.Credit, Units = 5, Source = GrantSource.Included, EffectiveAt = Till.Noon };
    private static readonly ScheduleTerms Terms = new() { Grant = Grant, Cadence = new(Month, Till.Noon, TimeZoneInfo.Utc) };
    private static readonly AlertRule Alert = new() { Id = "a", Kind = AlertKind.LowBalance, Asset = Till.Credit };
    private static readonly TopUpRule Buying = new() { Asset = Till.Credit, Threshold = 1, Price = Amount.FromUnits(Till.Dollar, 3), PriceOf = 4 };

    private static readonly Adjustment Differing = new()
    {
        Meter = "llm", Model = "m", Asset = Till.Credit, Period = Period("2026-06"), Closes = Period("2026-07"), Through = 1, Events = 2, Rated = 3, Charged = 4,
    };

    /// <summary>Of each kind, commands that differ from the first in one thing they say.</summary>
    private static Dictionary<string, Command[]> Kinds() => new()
    {
        ["granting on terms"] =
        [
            Issue(Grant), Issue(Grant with { Owner = "x" }), Issue(Grant with { Owner = "y" }), Issue(Grant with { Payment = GrantPayment.OnCredit }),
            Issue(Grant with { Payment = GrantPayment.Awaited }), Issue(Grant with { Lendable = 1 }), Issue(Grant with { Lendable = 2 }), Issue(Grant with { Rollover = new() }),
            Issue(Grant with { Rollover = new() { Cap = 1 } }), Issue(Grant with { Owner = "lendable", Lendable = 0 }),
        ],
        ["moving"] =
        [
            Move(), Move(from: "h"), Move(reason: MoveReason.Loan), Move(reason: MoveReason.Extension), Move(amount: "1"), Move(amount: "2"), Move(owner: "x"), Move(owner: "y"),
            Move(at: Till.Noon), Move(at: Till.Noon.AddTicks(1)), Move(never: true),
        ],
        ["removing"] = [Remove(), Remove("h"), Remove(removal: GrantRemoval.Expire), Remove(removal: GrantRemoval.Decrement), Remove(amount: "1"), Remove(amount: "2"), Remove(reason: "1"), Remove(reason: "2")],
        ["paying"] = [new MarkPaid(1, "acme", "g", null), new MarkPaid(1, "acme", "g", "wire"), new MarkPaid(1, "acme", "g", "card"), new MarkPaid(1, "acme", "wire", null)],
        ["burning"] =
        [
            Burn(Till.Credit, "a"), Burn(Till.Dollar, "a"), Burn(Till.Credit, "b"), Burn(Till.Credit, "a", new BurnKey(BurnBy.Id)), Burn(Till.Credit, "a", new BurnKey(BurnBy.Id, true)),
            Burn(Till.Credit, "a", new(BurnBy.Id), new(BurnBy.Left)), Burn(Till.Credit, "a", new(BurnBy.Left), new(BurnBy.Id)),
            Burn(Till.Credit, "a", Sourced(GrantSource.Bonus)), Burn(Till.Credit, "a", Sourced(GrantSource.Bonus, GrantSource.Purchased)), Burn(Till.Credit, "a", Sourced(GrantSource.Purchased, GrantSource.Bonus)),
        ],
        ["scheduling"] =
        [
            SetUp(Terms), SetUp(Terms with { Grant = Grant with { Units = 6 } }), SetUp(Terms with { Cadence = Terms.Cadence with { Span = new(CadenceUnit.Year, 1) } }),
            SetUp(Terms with { Cadence = Terms.Cadence with { Span = new(CadenceUnit.Month, 2) } }), SetUp(Terms with { Cadence = Terms.Cadence with { Anchor = Till.Noon.AddDays(1) } }),
            SetUp(Terms with { Cadence = Terms.Cadence with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") } }), SetUp(Terms with { EndsAt = Till.Noon.AddYears(1) }),
            SetUp(Terms with { EndsAt = Till.Noon.AddYears(2) }), SetUp(Terms with { Life = GrantLife.Never }), SetUp(Terms with { Life = GrantLife.Span, LifeSpan = Month }),
            SetUp(Terms with { Proration = new(ProrationBasis.Day, true, true, ProrationRounding.Down) }), SetUp(Terms with { ReleaseEvery = new(CadenceUnit.Day, 1) }),
            SetUp(Terms with { Seats = 1 }), SetUp(Terms with { Seats = 2 }), SetUp(Terms with { Seats = 1, OnSeatsAdded = SeatsAdded.Next }),
            SetUp(Terms with { Seats = 1, OnSeatsRemoved = SeatsRemoved.Prorated }), SetUp(Terms, now: true), SetUp(Terms with { Cadence = Terms.Cadence with { Anchor = Till.Noon.AddDays(1) } }, now: true),
        ],
        ["what is done to a schedule"] =
        [
            new SetSeats(1, "acme", "k", "s", 1), new SetSeats(1, "acme", "k", "s", 2), new SetSeats(1, "acme", "k", "t", 1), End(), End("t"), End(at: Till.Noon), End(at: Till.Noon.AddTicks(1)),
            End(leftover: ScheduleLeftover.Void), End(leftover: ScheduleLeftover.Prorated),
        ],
        ["alerting"] =
        [
            Set(null), Set(null, "b"), Set(Alert), Set(Alert, "b"), Set(Alert with { Kind = AlertKind.Debt }), Set(Alert with { Asset = Till.Dollar }), Set(Alert with { Member = "m" }), Set(Alert with { Units = 1 }),
            Set(Alert with { Percent = 1 }), Set(Alert with { RecoverUnits = 1 }), Set(Alert with { RecoverPercent = 1 }), Set(Alert with { Within = TimeSpan.FromDays(1) }),
        ],
        ["buying"] =
        [
            Set(null, Till.Credit), Set(null, Till.Dollar), Set(Buying, Till.Credit), Set(Buying, Till.Dollar), Set(Buying with { Threshold = 2 }, Till.Credit), Set(Buying with { Units = 1 }, Till.Credit),
            Set(Buying with { Target = 1 }, Till.Credit), Set(Buying with { Price = Amount.FromUnits(Till.Dollar, 5) }, Till.Credit), Set(Buying with { PriceOf = 5 }, Till.Credit),
            Set(Buying with { DiscountPercent = 1 }, Till.Credit), Set(Buying with { MonthlyCap = 1 }, Till.Credit), Set(Buying with { Retries = 1 }, Till.Credit),
            Set(Buying with { Lasts = TimeSpan.FromDays(1) }, Till.Credit), Set(Buying with { Priority = 1 }, Till.Credit), new SettleTopUp(1, "acme", "p", true, ""), new SettleTopUp(1, "acme", "q", true, ""),
        ],
        ["closing"] =
        [
            new ClosePeriod(1, "acme", Period("2026-06"), default), new ClosePeriod(1, "acme", Period("2026-07"), default), Finish(1, 2, 3), Finish(2, 2, 3), Finish(1, 3, 3), Finish(1, 2, 4),
            Post(Differing), Post(Differing with { Through = 9 }), Post(Differing with { Events = 9 }), Post(Differing with { Rated = 9 }), Post(Differing with { Charged = 9 }),
            Post(Differing with { RatedCost = 9 }), Post(Differing with { ChargedCost = 9 }),
        ],
    };

    public static TheoryData<string> Names => [.. Kinds().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_a_command_says_makes_it_another(string kind)
    {
        var commands = Kinds()[kind];

        Assert.Equal(commands.Length, commands.Select(command => command.Content16).Distinct().Count());
        Assert.Equal(commands.Select(command => command.Content16), Kinds()[kind].Select(command => command.Content16));
    }

    [Fact]
    public void What_has_been_stored_is_recognised_again()
    {
        Assert.Equal(("d9ea9320-56ff-819b-59f1-7c6d925519cf", "acbea2fe-7c77-4d1c-e288-17140cc28fc3"), Names16(Move(at: Till.Noon)));
        Assert.Equal(("e88c80cc-1d9d-f3c7-3bfe-c3959df43e2b", "15968829-6c4c-83a8-af09-7ab5339ffdce"), Names16(Remove(amount: "1", reason: "2")));
        Assert.Equal(("24a2771d-4ffa-74ec-7c82-66cedcaf3620", "995966b3-771c-54fc-8f72-a1846adde14f"), Names16(new MarkPaid(1, "acme", "g", "wire")));
        Assert.Equal(("e88c80cc-1d9d-f3c7-3bfe-c3959df43e2b", "7213bb47-4f2b-1ed3-c532-170479257db5"), Names16(Burn(Till.Credit, "a", new(BurnBy.Left, true), Sourced(GrantSource.Bonus, GrantSource.Purchased))));
        Assert.Equal(("13de2ed5-0a09-d5c5-993e-e847761a11a6", "92d8b548-a726-3714-af93-b698fb18c89a"), Names16(SetUp(Terms with { Seats = 1, EndsAt = Till.Noon.AddYears(1) })));
        Assert.Equal(("e88c80cc-1d9d-f3c7-3bfe-c3959df43e2b", "dafba682-c5ea-03d8-5155-69f9b410c81c"), Names16(new SetSeats(1, "acme", "k", "s", 1)));
        Assert.Equal(("e88c80cc-1d9d-f3c7-3bfe-c3959df43e2b", "580d3ee1-615a-cc93-425d-e65f1a5f35c9"), Names16(End(at: Till.Noon)));
        Assert.Equal(("e88c80cc-1d9d-f3c7-3bfe-c3959df43e2b", "b5929d4b-e6b4-fcdd-16fc-cfefef1c3898"), Names16(Set(Alert)));
        Assert.Equal(("e88c80cc-1d9d-f3c7-3bfe-c3959df43e2b", "d98781b2-76d4-f4f3-ce0f-22c7c9a38d31"), Names16(Set(null, "a")));
        Assert.Equal(("e88c80cc-1d9d-f3c7-3bfe-c3959df43e2b", "b0fe0830-f6ca-9a10-6e8f-04564825ff60"), Names16(Set(Buying, Till.Credit)));
        Assert.Equal(("e88c80cc-1d9d-f3c7-3bfe-c3959df43e2b", "d93abb49-5390-4867-572b-070e1c60c5b5"), Names16(Set(null, Till.Credit)));
        Assert.Equal(("58871f40-14f1-e6e3-79f4-75bfd2981a94", "1bcbdac3-6bab-2275-a27a-cd4786dc47bb"), Names16(new SettleTopUp(1, "acme", "p", true, "")));
        Assert.Equal(("9c3fecdb-b695-6221-d036-a414a030bf4c", "1bcbdac3-6bab-2275-a27a-cd4786dc47bb"), Names16(new SettleTopUp(1, "acme", "p", false, "")));
        Assert.Equal(("0e42008a-4fc4-b4c2-cbb0-4b7f35a5b37e", "d3755665-8562-e4ed-4341-eaac20ae0191"), Names16(new ClosePeriod(1, "acme", Period("2026-06"), default)));
        Assert.Equal(("77b8f3cc-e454-b8f3-8e45-6e703a2866d8", "11c128cf-eede-cce7-a473-3f825a16f593"), Names16(Finish(1, 2, 3)));
        Assert.Equal(("9a7482b4-6077-9e0d-5cbe-a8a2e194da0c", "4cadd248-fdd5-c3bc-cc4a-0deef9cf2234"), Names16(Post(Differing)));
        Assert.Equal(("486127b7-e3f7-2f7f-8656-ef6fc80a4a36", "fae29db6-9853-23d5-b544-a76e8ed41fc2"), Names16(Issue(Grant)));
        Assert.Equal(("486127b7-e3f7-2f7f-8656-ef6fc80a4a36", "546b7bdb-6437-97b8-2ecb-e56666f707e1"), Names16(Issue(Grant with { Owner = "x", Payment = GrantPayment.Awaited, Lendable = 1, Rollover = new() })));
    }

    [Fact]
    public void What_starts_now_is_the_same_at_any_time()
    {
        var later = Terms with { Grant = Grant with { EffectiveAt = Till.Noon.AddDays(1) }, Cadence = Terms.Cadence with { Anchor = Till.Noon.AddDays(1) } };

        Assert.Equal(SetUp(Terms, now: true).Content16, SetUp(later, now: true).Content16);
        Assert.NotEqual(SetUp(Terms).Content16, SetUp(later).Content16);
    }

    [Fact]
    public void A_charge_is_adjusted_once_by_a_close_whatever_the_difference()
    {
        Assert.Equal(Post(Differing).Key16, Post(Differing with { Rated = 9 }).Key16);
        Adjustment[] others =
        [
            Differing, Differing with { Meter = "x" }, Differing with { Model = "x" }, Differing with { Asset = Till.Dollar }, Differing with { Asset = null }, Differing with { CostAsset = Till.Dollar },
            Differing with { Period = Period("2026-05") }, Differing with { Closes = Period("2026-08") },
        ];
        Assert.Equal(others.Length, others.Select(other => Post(other).Key16).Distinct().Count());
    }

    private static (string Key, string Content) Names16(Command command) => ($"{command.Key16}", $"{command.Content16}");

    private static CountingPeriod Period(string text) => CountingPeriod.TryParse(text, out var period) ? period : throw new FormatException(text);

    private static IssueGrant Issue(GrantTerms terms) => new(1, "acme", terms, effectiveNow: false);

    private static MoveUnits Move(string from = "g", MoveReason reason = MoveReason.Reallocation, string? amount = null, string? owner = null, DateTimeOffset? at = null, bool never = false) =>
        new(1, "acme", from, "x", new(reason, amount, owner, at, never));

    private static RemoveUnits Remove(string grant = "g", GrantRemoval removal = GrantRemoval.Void, string? amount = null, string? reason = null) => new(1, "acme", "k", grant, removal, amount, reason);

    private static SetBurnOrder Burn(Asset asset, string name, params ImmutableArray<BurnKey> keys) => new(1, "acme", "k", asset, new(name, keys));

    private static BurnKey Sourced(params ImmutableArray<GrantSource> sources) => new(BurnBy.Source) { Sources = sources };

    private static SetUpSchedule SetUp(ScheduleTerms terms, bool now = false) => new(1, "acme", terms, now);

    private static EndSchedule End(string schedule = "s", DateTimeOffset? at = null, ScheduleLeftover leftover = ScheduleLeftover.Keep) => new(1, "acme", "k", schedule, at, leftover);

    private static SetAlertRule Set(AlertRule? rule, string id = "a") => new(1, "acme", "k", id, rule);

    private static SetTopUpRule Set(TopUpRule? rule, Asset asset) => new(1, "acme", "k", asset, rule);

    private static FinishClose Finish(long through, long events, int adjustments) => new(1, "acme", new(Period("2026-06"), through, events, adjustments));

    private static PostAdjustment Post(Adjustment adjustment) => new(1, "acme", adjustment, Till.Noon, [], new HashSet<string>(), 0);
}
