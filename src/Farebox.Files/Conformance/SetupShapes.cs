using Farebox.Files.Conformance.Bills;
using Farebox.Files.Conformance.Programs;
using Farebox.Files.Shapes;
using Farebox.Rating;

namespace Farebox.Files.Conformance;

/// <summary>The keys under <c>setup</c>.</summary>
internal static class SetupShapes
{
    /// <summary>What can be asked. One of them stands in a setup; a charge may go with an aggregation.</summary>
    public static readonly string[] Questions = ["charge", "charges", "card", "aggregation", "ledger", "cycle", "subscription", "proration", "invoice", "credit_note", "refund", "window_commitments", "outcomes", "threshold", "late", "rounding", "split", "expression", "currency"];

    public static OpenShape Charge { get; } = new("a map with model and the terms of a charge");

    public static ObjectShape Card { get; } = new("card", "a map with rows or versions", CardKeys, ["rows", "versions"]);

    public static ObjectShape Version { get; } = new("version", "a map with effective_from and rows", VersionKeys);

    public static ObjectShape Row { get; } = new("row", "a map with charge, class and when", RowKeys);

    public static ObjectShape Derived { get; } = new("derived", "a map with class, of and factor", DerivedKeys);

    public static ObjectShape Multiplier { get; } = new("multiplier", "a map with group, when and factor", MultiplierKeys);

    public static ObjectShape Rounding { get; } = new("rounding", "a map with decimals or currency, and round", RoundingKeys, ["decimals", "currency"]);

    public static ObjectShape Split { get; } = new("split", "a map with decimals, rest and ties", SplitKeys);

    public static ObjectShape Threshold { get; } = new("threshold", "a map with levels, step and below", ThresholdKeys);

    private static MapShape When => new("a map of dimensions to the values they may have", Texts.Field,
        new EitherShape(Texts.Name, new ListShape("a list of texts", Texts.Name, 1, 64)));

    private static IntegerShape Decimals => new(0, 12);

    public static Key[] SetupKeys() =>
    [
        new("charge", Charge, "One charge, by its model and terms."),
        new("charges", new MapShape("a map of charges by name", Texts.Id, Charge), "Several side by side; inputs have quantities by the same names."),
        new("card", Card, "Rows of prices, from which dimensions choose."),
        new("aggregation", new EitherShape(AggregationShapes.Kind, AggregationShapes.Full), "How events become a quantity, which a charge may price."),
        new("ledger", ProgramShapes.Ledger, "An account, on which steps are taken."),
        new("threshold", Threshold, "Thresholds; with a charge beside it: of what is spent, and bills that come when one is crossed."),
        new("late", new WordShape("current", "original"), "Late use: billed with the current period, or with the part of it that it belongs to."),
        .. BillShapes.SetupKeys(),
        .. InvoiceShapes.SetupKeys(),
        new("where", When, "Which events an aggregation takes."),
        new("rounding", Rounding, "How numbers are rounded; with a charge: its amounts."),
        new("split", Split, "How an amount is split so that the shares sum to it."),
        new("expression", Texts.Expression, "A quantity out of the fields of an event's data."),
        new("currency", Texts.AssetCode, "A currency, whose decimal places are asked."),
    ];

    private static Key[] ThresholdKeys() =>
    [
        new("levels", new ListShape("a list of thresholds", new LevelShape(), 0, 1000), "On what rises: values, or percentages such as 80%."),
        new("step", new DecimalShape("a number above zero"), "Goes on after the last of levels, again and again."),
        new("below", new ListShape("a list of thresholds", new LevelShape(), 0, 1000), "On a balance, which falls."),
        new("equality", new WordShape("reached", "passed"), "Whether a value exactly at a threshold crosses it. Left out: the preset's."),
        new("report", new WordShape("all", "each_multiple", "furthest"), "What is told of several at once. Left out: the preset's."),
        new("early_billing", new WordShape("keeps_period", "ends_period"), "Whether the period goes on after a bill that came early. Left out: the preset's."),
    ];

    private static Key[] CardKeys() =>
    [
        new("rows", new ListShape("a list of rows", Row, 1, CardVersion.RowsMax), "The prices; the most specific row wins."),
        new("versions", new ListShape("a list of versions", Version, 1, 100), "In their order, each in force from its date until the next one's."),
        .. AdjustmentKeys(),
    ];

    private static Key[] VersionKeys() =>
    [
        new("effective_from", Texts.Time, "The first instant it prices.", IsRequired: true),
        new("rows", new ListShape("a list of rows", Row, 1, CardVersion.RowsMax), "The prices; the most specific row wins.", IsRequired: true),
        .. AdjustmentKeys(),
    ];

    private static Key[] AdjustmentKeys() =>
    [
        new("derived", new ListShape("a list of derived classes", Derived, 1, 1000), "Classes priced as a part of another's price."),
        new("multipliers", new ListShape("a list of multipliers", Multiplier, 1, 1000), "Factors on every price; in each group the most specific one that matches."),
    ];

    private static Key[] RowKeys() =>
    [
        new("name", Texts.Id, "What expected row and lines call it. Left out: its number, from 1."),
        new("class", Texts.Id, "What it prices of an event. Left out: its quantity."),
        new("when", When, "The dimensions it is for. Left out: all."),
        new("charge", Charge, "The price.", IsRequired: true),
        new("group_by", new ListShape("a list of fields", Texts.Field, 1, 8), "Dimensions whose values get lines of their own."),
    ];

    private static Key[] DerivedKeys() =>
    [
        new("class", Texts.Id, "The class without a row of its own.", IsRequired: true),
        new("of", Texts.Id, "The class whose price it is a part of.", IsRequired: true),
        new("factor", new DecimalShape("a factor of zero or more"), "Which part.", IsRequired: true),
        new("when", When, "The dimensions it is for. Left out: all."),
    ];

    private static Key[] MultiplierKeys() =>
    [
        new("group", Texts.Id, "Groups multiply; in a group one applies.", IsRequired: true),
        new("factor", new DecimalShape("a factor of zero or more"), "What prices are multiplied by.", IsRequired: true),
        new("when", When, "The dimensions it is for. Left out: all."),
        new("classes", new ListShape("a list of classes", Texts.Id, 1, 64), "The classes it is for. Left out: all."),
    ];

    private static Key[] RoundingKeys() =>
    [
        new("decimals", Decimals, "Decimal places."),
        new("currency", Texts.AssetCode, "Those of a currency's smallest unit."),
        new("round", new WordShape(RoundingWords.Names), "The rule. Left out: the preset's, else half."),
    ];

    private static Key[] SplitKeys() =>
    [
        new("decimals", Decimals, "Decimal places of the shares.", IsRequired: true),
        new("rest", new WordShape("largest", "last"), "Who gets what cutting left: those that lost most, one unit each, or the last share all of it. Left out: largest."),
        new("ties", new WordShape("input_order", "key"), "Who gets a unit first that two have lost alike. Left out: the preset's, else input_order."),
    ];
}
