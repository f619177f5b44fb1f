using Farebox.Billing.Conventions;
using Farebox.Files.Conformance.Bills;
using Farebox.Files.Conformance.Programs;
using Farebox.Files.Shapes;
using Farebox.Ledger.Conventions;
using Farebox.Rating.Conventions;

namespace Farebox.Files.Conformance;

/// <summary>Every key of a file of cases: what it is checked by, and what its schema is written from.</summary>
internal static class ConformanceShapes
{
    public const int CasesMax = 10_000;
    public const int ItemsMax = 100_000;

    public static ObjectShape File { get; } = new("file", "a map with source, topic and cases", FileKeys);

    public static ObjectShape Case { get; } = new("case", "a map with setup, inputs and expected", CaseKeys);

    public static ObjectShape Setup { get; } = new("setup", "a map with what is asked: charge, ledger and the like", SetupShapes.SetupKeys, needsOne: true);

    public static ObjectShape Inputs { get; } = new("inputs", "a map with what happened: quantity, events and the like", InputKeys);

    public static ObjectShape Expected { get; } = new("expected", "a map with what must come out: amount, value and the like", ExpectedKeys, needsOne: true);

    public static ObjectShape Event { get; } = new("event", "a map with quantity or quantities, at, dimensions, key and operation", EventKeys, needsOne: true);

    public static ObjectShape Span { get; } = new("period", "a map with from and until", PeriodKeys);

    public static ObjectShape Change { get; } = new("change", "a map with quantity and billed", ChangeKeys);

    public static DecimalShape Number { get; } = new("a number", belowZero: true);

    private static WordShape Preset { get; } =
        new([.. ConventionPreset.All.Select(preset => preset.Name).Concat(LedgerPreset.All.Select(preset => preset.Name)).Concat(BillingPreset.All.Select(preset => preset.Name)).Distinct(StringComparer.Ordinal)]);

    private static MapShape Numbers => new("a map of numbers by name", Texts.Id, Number);

    private static ListShape NumberList => new("a list of numbers", Number, 0, ItemsMax);

    private static ListShape LevelList => new("a list of thresholds", new LevelShape(), 0, ItemsMax);

    private static TextShape Origin => new("a text of 1 to 500 characters", @"^[\s\S]{1,500}$");

    private static Key[] FileKeys() =>
    [
        new("source", Texts.Id, "The system or vendor whose cases these are.", IsRequired: true),
        new("topic", Texts.Id, "What they are about, such as tiers; a file holds one.", IsRequired: true),
        new("preset", Preset, "The conventions that hold where a case says nothing else. Left out: farebox."),
        new("from", Origin, "Where the cases come from: a page or a repository."),
        new("cases", new MapShape("a map of cases by id", Texts.Id, Case, CasesMax), "The cases; an id stands in one file only.", IsRequired: true),
    ];

    private static Key[] CaseKeys() =>
    [
        new("from", Origin, "Where exactly: a page, or a file of the repository."),
        new("evidence", new WordShape("test", "code", "document", "secondary", "observed", "derived", "own"),
            "How it is known: asserted by a test, read from code, printed in a document, told by others, seen on a bill, derived from a stated rule, or your own history."),
        new("convention", new EitherShape(Texts.Id, new ListShape("a list of names", Texts.Id, 1, 8)),
            "Set where another choice is as good, and by what name the choice goes. Left out: every system must agree."),
        new("note", new TextShape("a text of 1 to 1000 characters", @"^[\s\S]{1,1000}$"), "What a reader should know."),
        new("preset", Preset, "In place of the file's."),
        new("setup", Setup, "The price, the aggregation or the rule that is asked.", IsRequired: true),
        new("inputs", Inputs, "What it is asked about."),
        new("expected", Expected, "What must come out; only what is named is compared.", IsRequired: true),
    ];

    private static Key[] InputKeys() =>
    [
        new("quantity", Number, "One quantity."),
        new("quantities", new ListOrMapShape(NumberList, Numbers), "A map: one for each charge, or for each unit of a capacity. A list: each priced by itself."),
        new("before", Number, "What was priced in the period before; the price is then what is added to it. Left out: 0."),
        new("parts", NumberList, "Quantities that follow each other in one period, each priced as what it adds."),
        new("events", new ListShape("a list of events", new EitherShape(new ValueShape("a quantity"), Event), 0, ItemsMax), "What happened, one by one: a quantity, or a map."),
        new("changes", new ListShape("a list of changes", Change, 1, ItemsMax), "How a level rises and falls in the period, each change billed for its part; for tiers."),
        new("period", Span, "When it is asked for, half-open. Left out: January 2026."),
        new("value", Number, "The number to round."),
        new("values", NumberList, "Numbers to round."),
        new("amount", Number, "The amount to split."),
        new("weights", NumberList, "What it is split by."),
        new("keys", new ListShape("a list of texts", Texts.Name, 1, ItemsMax), "Names of the shares, where ties are decided by them."),
        new("steps", ProgramShapes.Steps, "What is done to an account, one after the other."),
        new("balance", Number, "A balance, for thresholds that it falls below."),
        new("granted", Number, "What percentages of thresholds are of. Left out: none of them is crossed."),
        new("fees", Numbers, "The fees of the bill at the end of a period, by name."),
        new("early", new ListShape("a list of early bills", Numbers, 1, ItemsMax), "What each early bill said of the fees, by name."),
        new("billed", Number, "The quantity that was billed."),
        new("now", Number, "The quantity that is known now. Left out: 0."),
        new("runs", new ListShape("a list of runs", NumberList, 1, ItemsMax), "For each run of billing, the running total at the end of each part of the period."),
        .. BillShapes.InputKeys(),
        .. InvoiceShapes.InputKeys(),
        new("data", new MapShape("a map of fields", Texts.Field, new ValueShape("a value")), "The data of an event that an expression reads."),
    ];

    private static Key[] EventKeys() =>
    [
        new("at", Texts.Time, "When. Left out: a minute after the event before, beginning with the period."),
        new("quantity", new ValueShape("a quantity"), "How much, for what has one class; for a dynamic charge: the price itself."),
        new("quantities", Numbers, "How much of each class."),
        new("dimensions", new MapShape("a map of names to values", Texts.Field, new ValueShape("a value")), "What rows and filters are chosen by."),
        new("key", Texts.Name, "What is counted once, or the group the event belongs to."),
        new("operation", new WordShape("add", "remove"), "What becomes of the key. Left out: add."),
        new("times", new IntegerShape(1, 10_000), "So many of it. Left out: 1."),
        new("every", new WordShape("minute", "hour", "day"), "How far apart they are, with times."),
    ];

    private static Key[] ChangeKeys() =>
    [
        new("quantity", Number, "By how much; it decides the tiers.", IsRequired: true),
        new("billed", Number, "The part of it that is billed, for the rest of the period.", IsRequired: true),
    ];

    private static Key[] PeriodKeys() =>
    [
        new("from", Texts.Time, "Its first instant.", IsRequired: true),
        new("until", Texts.Time, "The first instant after it.", IsRequired: true),
    ];

    private static Key[] ExpectedKeys() =>
    [
        new("amount", Number, "The price of everything."),
        new("amounts", new ListOrMapShape(NumberList, Numbers), "A list: the price of each quantity, part, event or bucket. A map: of each charge."),
        new("classes", Numbers, "What each class of a card's events cost together."),
        new("steps", NumberList, "The totals of the working, without those that are zero."),
        new("value", Number, "The quantity, or the number as rounded."),
        new("values", NumberList, "The numbers as rounded."),
        new("sum_of_rounded", Number, "The sum of the numbers, each rounded before."),
        new("rounded_sum", Number, "The sum of the numbers, rounded once."),
        new("buckets", NumberList, "The quantity of each bucket in order."),
        new("increments", NumberList, "The change of each bucket from the one before."),
        new("shares", NumberList, "What each weight gets."),
        new("decimals", new IntegerShape(0, 9), "Decimal places of a currency's smallest unit."),
        new("row", Texts.Id, "The name of the row that prices the event."),
        new("lines", new ListShape("a list of lines", new MapShape("a map with row or line, price, quantity, amount and what it is grouped by", Texts.Id, new ValueShape("a value")), 0, ItemsMax),
            "A line for each row, and each value of what the row is grouped by, in the order of the events; or what late use changes, new lines first."),
        new("crossed", LevelList, "The thresholds that are crossed."),
        new("below", LevelList, "The thresholds that a balance has fallen below."),
        new("thresholds", NumberList, "Where thresholds lie, percentages counted out."),
        new("bills", NumberList, "What is billed before the period ends."),
        new("credit", Number, "What the last bill takes off for what was billed early."),
        new("due", Number, "What is left to pay at the end."),
        new("runs", new ListShape("a list of runs", new ObjectShape("run", "a map with amount and parts", RunKeys, needsOne: true), 1, ItemsMax), "What each run bills."),
        .. BillShapes.ExpectedKeys(),
        .. InvoiceShapes.ExpectedKeys(),
        new("answers", ProgramShapes.Answers, "What an account says after steps that have a name."),
        new("moves", new ListShape("a list of texts", Texts.Name, 0, ItemsMax), "Every transfer of the account, such as wallet/a to spent/use: 5."),
        .. ProgramShapes.StateKeys(),
        new("refused", new WordShape("terms", "quantity"), "The terms cannot be, or the quantity has no price."),
        new("unrated", new IntegerShape(0, ItemsMax), "How many events could not be read or priced."),
    ];

    private static Key[] RunKeys() =>
    [
        new("amount", Number, "What the run bills in all."),
        new("parts", NumberList, "What it bills of each part of the period, less what runs before have billed of it."),
        new("gross", NumberList, "The same before discounts, minimum and maximum."),
        new("discounts", NumberList, "The difference of the two."),
    ];
}
