using Farebox.Billing.Conventions;
using Farebox.Billing.Subscriptions;
using Farebox.Files.Shapes;

namespace Farebox.Files.Conformance.Bills;

/// <summary>The keys of cases about cycles, proration and subscriptions.</summary>
internal static class BillShapes
{
    public static ObjectShape Cycle { get; } = new("cycle", "a map with start and every", CycleKeys);

    public static ObjectShape Proration { get; } = new("fee_proration", "a map with measure and what days count", ProrationKeys);

    public static ObjectShape Subscription { get; } = new("subscription", "a map with start, every and items", SubscriptionKeys);

    public static ObjectShape Item { get; } = new("item", "a map with amount, unit_price or charge", ItemKeys, needsOne: true);

    public static ObjectShape TimelineStep { get; } = new("timeline_step", "a map with at and what happens", TimelineKeys);

    public static ObjectShape Part { get; } = new("part", "a map with from and until", PartKeys);

    public static ObjectShape Found { get; } = new("found", "a map with from and until", FoundKeys);

    public static ObjectShape Statement { get; } = new("statement", "a map with at, amount and lines", StatementKeys, needsOne: true);

    private static TextShape Zone => new(
        "a time zone of the IANA database, such as Europe/Berlin", "^[A-Za-z][A-Za-z0-9_+/-]{0,63}$", text => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _));

    private static MapShape Items => new("a map of items by id", Texts.Id, new EitherShape(new DecimalShape("an amount"), Item), 1000);

    public static Key[] SetupKeys() =>
    [
        new("cycle", Cycle, "When something is billed that begins at an instant and comes again."),
        new("proration", Proration, "How a part of a cycle is billed. By itself: which share it is."),
        new("subscription", Subscription, "Fees and seats that are billed cycle by cycle, and change meanwhile."),
    ];

    public static Key[] InputKeys() =>
    [
        new("at", Texts.Time, "The instant that is asked about."),
        new("through", Texts.Time, "Everything is asked that is due by then."),
        new("count", new IntegerShape(1, 1000), "So many periods from the first."),
        new("part", Part, "A part of the period; it may be empty."),
        new("timeline", new ListShape("a list of changes", TimelineStep, 0, 1000), "What happens to a subscription, in order."),
        new("statements_at", new ListShape("a list of times", Texts.Time, 1, 1000), "When it is billed, besides its start and the changes that are billed at once."),
        new("discount", new DecimalShape("an amount"), "What coupons took off the first statement."),
    ];

    public static Key[] ExpectedKeys() =>
    [
        new("cycle", Found, "The whole cycle that the instant is in, also before the start."),
        new("period", Found, "The period that the instant is in."),
        new("ended", Found, "The last period that is over by then."),
        new("next", Texts.Time, "When the next cycle begins; at the instant itself, or after what is billed."),
        new("day", new IntegerShape(1, 31), "The local day of the month of the instant."),
        new("periods", new ListShape("a list of periods", Found, 0, 1000), "The periods that are due."),
        new("fractions", new ListShape("a list of fractions", new ValueShape("a fraction"), 0, 1000), "The share that each is of its cycle: 14/31, or 1."),
        new("cycles", ConformanceShapes.Number, "The shares together, each rounded as the terms say."),
        new("billed_until", Texts.Time, "The end of the last period that is due."),
        new("days", new IntegerShape(0, 4000), "What a part counts by itself, in days or seconds."),
        new("fraction", new ValueShape("a fraction"), "The share of a part."),
        new("ratio", ConformanceShapes.Number, "The same as a number."),
        new("rest", ConformanceShapes.Number, "The amount less the part's."),
        new("statements", new ListShape("a list of statements", Statement, 1, 1000), "What each statement says."),
        new("charges", new ListShape("a list of numbers", ConformanceShapes.Number, 0, 1000), "What the last statement charges, line by line."),
        new("credits", new ListShape("a list of numbers", ConformanceShapes.Number, 0, 1000), "What it credits, line by line."),
        new("account_credit", ConformanceShapes.Number, "What it credits to the account instead."),
    ];

    private static Key[] ScheduleKeys() =>
    [
        new("start", Texts.Time, "When it begins.", IsRequired: true),
        new("every", new CadenceShape(), "How long a cycle is.", IsRequired: true),
        new("until", Texts.Time, "The first instant that is not billed. Left out: it goes on."),
        new("anchor", new WordShape("anniversary", "calendar"), "Whether cycles begin when it began, or with the calendar. Left out: anniversary."),
        new("anchor_at", Texts.Time, "An instant at which a cycle begins."),
        new("anchor_day", new IntegerShape(1, 31), "The day of the month on which cycles begin."),
        new("time_zone", Zone, "Whose calendar. Left out: UTC."),
    ];

    private static Key[] CycleKeys() => [.. ScheduleKeys(), new("billed", new WordShape("advance", "arrears"), "Whether a period is due when it begins or when it is over. Left out: advance.")];

    private static Key[] SubscriptionKeys() => [.. ScheduleKeys(), new("items", Items, "What is billed from the start.", IsRequired: true)];

    private static Key[] ProrationKeys() =>
    [
        new("measure", new WordShape(ChoiceWords.All<ProrationMeasure>()), "What is counted. Left out: the preset's, else second."),
        new("month_days", new IntegerShape(28, 31), "How many days every month has, for fixed_month."),
        new("whole", new WordShape(ChoiceWords.All<ProrationWhole>()), "What a part is a part of: its cycle, or a cycle of nominal length."),
        new("start_day", new WordShape("billed", "unbilled"), "The day on which something begins."),
        new("change_day", new WordShape("new", "old"), "As what the day of a change is billed."),
        new("end_day", new WordShape("billed", "unbilled"), "The day on which something ends."),
        new("ratio_decimals", new IntegerShape(0, 12), "What a ratio is rounded to before it is used. Left out: it is not."),
        new("outside", new WordShape("measured", "whole"), "What a part is that is empty or longer than its cycle."),
        new("unused", new WordShape(ChoiceWords.All<UnusedFee>()), "What becomes of what was billed ahead and is not used."),
        new("time_zone", Zone, "Whose days, where there is no cycle that says it."),
    ];

    private static Key[] ItemKeys() =>
    [
        new("amount", new DecimalShape("an amount"), "What it costs for a cycle."),
        new("unit_price", new DecimalShape("a price"), "What each costs for a cycle."),
        new("charge", SetupShapes.Charge, "A charge that prices the quantity for a cycle."),
        new("quantity", new DecimalShape("a quantity"), "How many. Left out: 1."),
        new("minimum", new DecimalShape("a quantity"), "The fewest that are billed."),
        new("billed", new WordShape("advance", "arrears"), "When. Left out: advance."),
    ];

    private static Key[] TimelineKeys() =>
    [
        new("at", Texts.Time, "When it is done.", IsRequired: true),
        new("timing", new WordShape("now", "cycle_end"), "When it takes effect. Left out: now."),
        new("statement", new WordShape("now", "next"), "Whether it is billed at once or with the next statement. Left out: now."),
        new("set", Items, "Items that are added or replaced."),
        new("replace", Items, "Items in place of all there are: another plan."),
        new("remove", new ListShape("a list of items", Texts.Id, 1, 1000), "Items that are taken off."),
        new("quantities", new MapShape("a map of quantities by item", Texts.Id, new DecimalShape("a quantity")), "More or fewer of items."),
        new("restart", new CadenceShape(), "Cycles begin anew, of this length."),
        new("forfeits", new TruthShape(), "Whether what was billed ahead of the old cycle stays billed."),
        new("service", new WordShape("pause", "resume", "cancel"), "It is paused, goes on, or is over."),
    ];

    private static Key[] PartKeys() =>
    [
        new("from", Texts.Time, "Its first instant.", IsRequired: true),
        new("until", Texts.Time, "The first instant after it.", IsRequired: true),
    ];

    private static Key[] FoundKeys() =>
    [
        new("from", Texts.Time, "Its first instant. Left out: it is not compared."),
        new("until", Texts.Time, "The first instant after it. Left out: it is not compared."),
    ];

    private static Key[] StatementKeys() =>
    [
        new("at", Texts.Time, "When."),
        new("amount", ConformanceShapes.Number, "What is due on it."),
        new("lines", new ListShape("a list of lines", new MapShape("a map with item, quantity, fraction and amount", Texts.Id, new ValueShape("a value")), 0, 1000), "Credits before charges."),
    ];
}
