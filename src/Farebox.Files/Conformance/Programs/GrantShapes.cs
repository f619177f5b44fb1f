using Farebox.Files.Shapes;
using Farebox.Ledger;
using Farebox.Time;

namespace Farebox.Files.Conformance.Programs;

/// <summary>The keys of steps about credit: what is granted, once or again and again, moved and taken away. They are those of the API.</summary>
internal static class GrantShapes
{
    private const int ScopeMax = 100;
    private const int PriorityMax = 1_000_000;
    private const int GenerationsMax = 1_000;

    public static ObjectShape Grant { get; } = new("grant", "a map with id, amount and terms", () => [.. GrantKeys(), .. TermsKeys()]);

    public static ObjectShape Schedule { get; } = new("schedule", "a map with id, amount, every and terms", () => [.. ScheduleKeys(), .. TermsKeys()]);

    public static ObjectShape Seats { get; } = new("seats", "a map with schedule and seats",
        () => [ScheduleKey, new("seats", new IntegerShape(0, ScheduleTerms.SeatsMax), "How many.", IsRequired: true)]);

    public static ObjectShape End { get; } = new("end", "a map with schedule",
        () => [ScheduleKey, new("leftover", new WordShape([.. ScheduleWords.Leftovers]), "What becomes of what is left of the period. Left out: it is kept.")]);

    public static ObjectShape Move { get; } = new("move", "a map with grant, id and reason", MoveKeys);

    public static ObjectShape Remove { get; } = new("remove", "a map with grant and removal", RemoveKeys);

    public static ObjectShape TopUp { get; } = new("top_up", "a map with threshold, price and amount or up_to", TopUpKeys, ["amount", "up_to"]);

    private static ObjectShape Rollover { get; } = new("rollover", "a map with cap and the like", RolloverKeys);

    private static ObjectShape Span { get; } = new("span", "a map with unit and count", SpanKeys);

    private static ObjectShape Scope { get; } = new("scope", "a map with meters, models and members", ScopeKeys, needsOne: true);

    private static ObjectShape Cost { get; } = new("cost", "a map with amount and asset", () => [ProgramShapes.AmountKey, new("asset", Texts.AssetCode, "A currency.", IsRequired: true)]);

    private static Key ScheduleKey => new("schedule", Texts.Id, "The schedule.", IsRequired: true);

    private static Key GrantKey => new("grant", Texts.Id, "The grant.", IsRequired: true);

    private static Key SomeKey => new("amount", ProgramShapes.Amount, "How much. Left out: all that is not held.");

    private static Key[] GrantKeys() =>
    [
        new("effective_at", Texts.Time, "The first instant it may pay. Left out: now."),
        new("expires_at", Texts.Time, "When it expires; the preset says whether it may pay at that very instant. Left out: never."),
    ];

    private static Key[] TermsKeys() =>
    [
        new("id", Texts.Id, "Its id.", IsRequired: true),
        ProgramShapes.AmountKey,
        ProgramShapes.AssetKey,
        new("source", new WordShape([.. GrantSources.All]), "Where it comes from. Left out: purchased."),
        new("priority", new IntegerShape(-PriorityMax, PriorityMax), "Lower burns first. Left out: 0."),
        new("grace_seconds", ProgramShapes.Seconds, "How long its rest is kept for use that occurred before. Left out: the preset's."),
        new("cost_basis", Cost, "What was paid for it. Left out: nothing."),
        new("scope", Scope, "What it may pay for. Left out: anything."),
        new("owner", Texts.Id, "The member it pays for, and those below. Left out: the pool."),
        new("payment", new WordShape([.. GrantPayments.All]), "Whether it is paid, owed, or pays nothing before it is. Left out: paid."),
        new("lendable", ProgramShapes.Amount, "The most that may be lent out of it. Left out: nothing."),
        new("rollover", Rollover, "What goes on when it expires. Left out: nothing."),
    ];

    private static Key[] ScheduleKeys() =>
    [
        new("every", Span, "How long a period is.", IsRequired: true),
        new("anchor", Texts.Time, "An instant at which a period begins. Left out: when it starts."),
        new("starts_at", Texts.Time, "When it starts, which need not be the beginning of a period. Left out: now."),
        new("ends_at", Texts.Time, "When it ends. Left out: it goes on."),
        new("lasts", new WordShape([.. ScheduleWords.Lives.Where(word => word != "span")]), "How long what it grants lasts. Left out: to the end of its period."),
        new("proration", new ObjectShape("proration", "a map with basis and rounding", ProrationKeys), "How a part of a period is granted. Left out: whole."),
        new("release_every", Span, "How often a part of a period's credit is released. Left out: all at once."),
        new("seats", new IntegerShape(0, ScheduleTerms.SeatsMax), "For how many seats; the amount is of one. Left out: it has none."),
        new("on_seats_added", new WordShape([.. ScheduleWords.SeatsAdded]), "What more seats bring at once. Left out: their whole amount."),
        new("on_seats_removed", new WordShape([.. ScheduleWords.SeatsRemoved]), "What fewer seats take at once. Left out: nothing."),
    ];

    private static Key[] RolloverKeys() =>
    [
        new("basis", new WordShape([.. RolloverWords.Bases]), "What fraction is of: what is left, or what was granted. Left out: what is left."),
        new("fraction", new DecimalShape("a number from 0 to 1"), "How much of it. Left out: all."),
        new("cap", ProgramShapes.Amount, "The most that rolls over. Left out: no bound."),
        new("cap_of", new WordShape([.. RolloverWords.CapsOf]), "What the cap bounds: each rollover, or all that the owner has, of which the oldest gives way. Left out: each."),
        new("max_generations", new IntegerShape(0, GenerationsMax), "How often units may roll over. Left out: again and again."),
        new("order", new WordShape([.. RolloverWords.Orders]), "Whether it burns before everything, after it, or where the burn order puts it. Left out: there."),
        new("new_expiry", Span, "How long after the old expiry it expires. Left out: never."),
        new("on_plan_change", new WordShape([.. RolloverWords.OnPlanChange]), "What happens once its schedule has ended. Left out: it rolls over."),
    ];

    private static Key[] SpanKeys() =>
    [
        new("unit", new WordShape([.. ScheduleWords.Units]), "What is counted.", IsRequired: true),
        new("count", new IntegerShape(1, CadenceSpan.CountMax), "How many. Left out: one."),
    ];

    private static Key[] ProrationKeys() =>
    [
        new("basis", new WordShape([.. Proration.Bases]), "What a part is counted in.", IsRequired: true),
        new("rounding", new WordShape([.. Proration.Roundings]), "What becomes of a fraction of a smallest unit. Left out: down."),
    ];

    private static Key[] ScopeKeys() =>
    [
        new("meters", Names(Texts.Id), "Meters it pays for. Left out: all."),
        new("models", Names(Texts.Name), "Models it pays for. Left out: all."),
        new("members", Names(Texts.Id), "Members it pays for, each with those below it. Left out: all."),
    ];

    private static Key[] MoveKeys() =>
    [
        GrantKey,
        new("id", Texts.Id, "The id of the new grant.", IsRequired: true),
        new("reason", new WordShape([.. MoveReasons.All]), "Why: to expire at another time, to belong to somebody else, or as a loan.", IsRequired: true),
        SomeKey,
        new("owner", Texts.Id, "Whose it is then. Left out: the pool's."),
        new("expires_at", Texts.Time, "When it expires then. Left out: never."),
    ];

    private static Key[] RemoveKeys() =>
    [
        GrantKey,
        new("removal", new WordShape([.. GrantRemovals.All]), "What it means: it counts as consumed, was never there, or has expired.", IsRequired: true),
        SomeKey,
    ];

    private static Key[] TopUpKeys() =>
    [
        new("threshold", ProgramShapes.Amount, "Bought when no more than this is left.", IsRequired: true),
        new("amount", ProgramShapes.Amount, "How much is bought."),
        new("up_to", ProgramShapes.Amount, "How much there is then."),
        new("price", new ObjectShape("price", "a map with amount, asset and per", PriceKeys), "What it costs.", IsRequired: true),
        new("discount_percent", new IntegerShape(0, 99), "What is taken off the price. Left out: nothing."),
        ProgramShapes.AssetKey,
    ];

    private static Key[] PriceKeys() =>
    [
        ProgramShapes.AmountKey,
        new("asset", Texts.AssetCode, "A currency.", IsRequired: true),
        new("per", ProgramShapes.Amount, "For how much credit.", IsRequired: true),
    ];

    private static ListShape Names(TextShape name) => new("a list of names", name, 1, ScopeMax);
}
