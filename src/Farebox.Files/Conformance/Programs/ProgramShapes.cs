using Farebox.Files.Shapes;
using Farebox.Ledger.BurnOrders;

namespace Farebox.Files.Conformance.Programs;

/// <summary>The keys of an account, of the steps on it, and of what is answered.</summary>
internal static class ProgramShapes
{
    private const int StepsMax = 10_000;
    private const int MembersMax = 10_000;
    private const long SecondsMax = 100L * 366 * 24 * 3600;

    public static ObjectShape Ledger { get; } = new("ledger", "a map with cards, members, shortfall and start", LedgerKeys);

    public static ListShape Steps { get; } = new("a list of steps", new ObjectShape("step", "a map with one thing that is done, and at", StepKeys, needsOne: true), 1, StepsMax);

    public static MapShape Answers { get; } = new("a map of answers by the names of steps", Texts.Id, new ObjectShape("answer", "a map with balance and the like", AnswerKeys, needsOne: true));

    public static DecimalShape Amount => new("an amount");

    private static MapShape Amounts => new("a map of amounts by name", Texts.Id, ConformanceShapes.Number);

    public static IntegerShape Seconds => new(0, SecondsMax);

    private static Key HoldKey => new("hold", Texts.Id, "The hold.", IsRequired: true);

    public static Key AmountKey => new("amount", Amount, "How much.", IsRequired: true);

    public static Key AssetKey => new("asset", Texts.AssetCode, "What it is counted in. Left out: the asset of the account's first card.");

    /// <summary>What is read off the account after the last step, or after a step with a name.</summary>
    public static Key[] StateKeys() =>
    [
        new("balance", ConformanceShapes.Number, "What is available less what is owed, in the asset of the first card."),
        new("available", ConformanceShapes.Number, "What a use without scope could be paid from."),
        new("held", ConformanceShapes.Number, "What holds reserve."),
        new("debt", ConformanceShapes.Number, "What is owed."),
        new("granted", ConformanceShapes.Number, "All that was ever granted and has become effective."),
        new("spent", ConformanceShapes.Number, "What grants have paid, debt that they paid included."),
        new("used", ConformanceShapes.Number, "All use, paid or owed."),
        new("pending", ConformanceShapes.Number, "What has expired and is kept for use that occurred before."),
        new("expired", ConformanceShapes.Number, "What has expired for good."),
        new("revoked", ConformanceShapes.Number, "What was taken back."),
        new("balances", Amounts, "What is available of each grant."),
        new("origins", Amounts, "What is available of each grant or schedule and everything that came from it."),
        new("rolled", ConformanceShapes.Number, "What is available of credit that has rolled over."),
        new("rollovers", new MapShape("a map of lists by owner", Texts.Id, new ListShape("a list of amounts", ConformanceShapes.Number, 0, StepsMax)), "The same piece by piece, oldest first, for each member that owns some, and for the pool."),
        new("bought", new ListShape("a list of purchases", new ObjectShape("purchase", "a map with amount and charge", PurchaseKeys), 0, StepsMax), "What was bought by itself, and what is asked for it."),
        new("assets", Amounts, "The balance in each asset."),
        new("members", Amounts, "What each member could spend."),
        new("order", new ListShape("a list of grants", Texts.Id, 0, StepsMax), "The grants that may still pay, in the order in which they do."),
        new("unit_costs", Amounts, "What one unit of each grant cost."),
        new("outcome", Texts.Id, "What became of the last step that did something: recorded, repeated, or the code of a refusal."),
    ];

    private static Key[] AnswerKeys() =>
    [
        .. StateKeys(),
        new("draws", new ListShape("a list of draws", new ObjectShape("draw", "a map with grant and amount", DrawKeys), 0, StepsMax), "What the step took or reserved, grant by grant; the grant debt is what none could pay."),
    ];

    private static Key[] DrawKeys() => [new("grant", Texts.Id, "The grant.", IsRequired: true), AmountKey];

    private static Key[] PurchaseKeys() => [AmountKey, new("charge", Amount, "What is asked for it.")];

    private static Key[] LedgerKeys() =>
    [
        new("cards", new ListShape("a list of cards", new ObjectShape("rates", "a map with asset and prices", CardKeys), 1, 16), "What use costs; the account pays by the first card, then by the next. Left out: a credit for each unit of use."),
        new("members", new ListShape("a list of members", new EitherShape(Texts.Id, new ObjectShape("member", "a map with id and parent", MemberKeys)), 1, MembersMax), "Who uses the account, parents before those below them."),
        new("shortfall", new WordShape("debt", "reject"), "What becomes of use that credit does not cover. Left out: the preset's."),
        new("burn_order", new WordShape([.. BurnOrderPreset.All.Select(order => order.Name)]), "Whose order its credit burns in. Left out: the preset's where there is one, else farebox."),
        new("start", Texts.Time, "When the account is opened and the first step is taken. Left out: the first of January 2026."),
    ];

    private static Key[] CardKeys() =>
    [
        new("asset", Texts.AssetCode, "What its prices are in.", IsRequired: true),
        new("prices", new MapShape("a map of charges by meter", Texts.Id, SetupShapes.Charge), "What a unit of each meter costs.", IsRequired: true),
    ];

    private static Key[] MemberKeys() =>
    [
        new("id", Texts.Id, "Its id.", IsRequired: true),
        new("parent", Texts.Id, "Whom it is below. Left out: the account itself."),
    ];

    private static Key[] StepKeys() =>
    [
        new("at", Texts.Time, "When. Left out: a minute after the step before; the first: when the account is opened."),
        new("as", Texts.Id, "The name of what is answered after it, under expected answers."),
        new("grant", GrantShapes.Grant, "Credit is granted."),
        new("schedule", GrantShapes.Schedule, "Credit is granted again and again."),
        new("seats", GrantShapes.Seats, "A schedule has another number of seats from now on."),
        new("end", GrantShapes.End, "A schedule ends."),
        new("move", GrantShapes.Move, "Units of a grant become a new one."),
        new("remove", GrantShapes.Remove, "Credit is taken away."),
        new("top_up", GrantShapes.TopUp, "Credit is bought by itself when little is left."),
        new("paid", Texts.Id, "A grant was paid for."),
        new("use", new EitherShape(ConformanceShapes.Number, new ObjectShape("use", "a map with quantity", UseKeys)), "Something is used: a quantity of the meter use, or a map."),
        new("hold", new ObjectShape("hold", "a map with id and amount or quantity", HoldKeys, ["amount", "quantity"]), "Credit is reserved."),
        new("capture", new ObjectShape("capture", "a map with hold and amount", CaptureKeys), "A bare amount is taken from a hold."),
        new("release", Texts.Id, "A hold is released."),
        new("grow", new ObjectShape("grow", "a map with hold and amount", () => [HoldKey, AmountKey]), "A hold is to reserve more."),
        new("extend", new ObjectShape("extend", "a map with hold and ttl_seconds", () => [HoldKey, new("ttl_seconds", Seconds, "How long from now on.", IsRequired: true)]), "A hold is to last longer."),
        new("limit", new ObjectShape("limit", "a map with amount and member", LimitKeys), "What may be spent and held is limited."),
    ];

    private static Key[] UseKeys() =>
    [
        new("quantity", ConformanceShapes.Number, "How much.", IsRequired: true),
        new("id", Texts.Id, "The event's id: one that is known is not counted again. Left out: one of its own."),
        new("meter", Texts.Id, "Of what. Left out: use."),
        new("model", Texts.Name, "The model it is of."),
        new("member", Texts.Id, "Who used it. Left out: the account itself."),
        new("time", Texts.Time, "When it happened, where that is not when it is reported."),
        new("hold", Texts.Id, "The hold that pays first."),
        new("final", new TruthShape(), "Whether the rest of the hold is freed. Left out: false."),
    ];

    private static Key[] HoldKeys() =>
    [
        new("id", Texts.Id, "Its id.", IsRequired: true),
        new("amount", Amount, "How much credit."),
        new("quantity", ConformanceShapes.Number, "Of how much use; the card says how much credit that is."),
        AssetKey,
        new("meter", Texts.Id, "Of what: decides which grants may pay."),
        new("model", Texts.Name, "The model it is for."),
        new("member", Texts.Id, "Whose it is. Left out: the account's."),
        new("ttl_seconds", Seconds, "How long it lasts. Left out: an hour."),
    ];

    private static Key[] CaptureKeys() => [HoldKey, AmountKey, new("final", new TruthShape(), "Whether the rest is freed. Left out: false.")];

    private static Key[] LimitKeys() => [AmountKey, AssetKey, new("member", Texts.Id, "Whose limit. Left out: the account's own.")];
}
