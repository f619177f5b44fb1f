using Farebox.Files.Shapes;
using Farebox.Rating.Terms;

namespace Farebox.Files.Charges;

/// <summary>Every key of a charge model. Which of them go with which model is for the reader of the terms to say.</summary>
internal static class ChargeShapes
{
    private const int TiersMax = 1_000;

    public static ObjectShape Charge { get; } = new("charge", "a map with model and its keys", () => ChargeKeys());

    private static ObjectShape Tier { get; } = new("tier", "a map with up_to and unit_price", TierKeys);

    private static ObjectShape Block { get; } = new("block", "a map with size and amount", BlockKeys);

    private static ObjectShape Window { get; } = new("window", "a map with from, to and charge", WindowKeys);

    private static ObjectShape Billed { get; } = new("billed", "a map with what is done to the quantity", BilledKeys);

    private static DecimalShape Amount => new("an amount of zero or more");

    private static DecimalShape Quantity => new("a quantity of zero or more");

    private static IntegerShape Per => new(
        "1 or a power of ten up to 1000000000", 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000);

    /// <summary>The model's own keys, and those that any model may have.</summary>
    public static Key[] ChargeKeys() => [.. ModelKeys(), .. AdjustmentKeys(), .. ConventionKeys()];

    /// <summary>What may stand on any model, and on what several lines come to.</summary>
    public static Key[] OverallKeys() =>
    [
        new("discount_amount", Amount, "Taken off first, down to nothing."),
        new("discount_percent", new DecimalShape("a percentage from 0 to 100"), "Taken off what the discount amount leaves."),
        new("minimum", Amount, "The least that the period costs, also where nothing was used."),
        new("maximum", Amount, "The most that the period costs."),
    ];

    private static Key[] ModelKeys() =>
    [
        new("model", new WordShape([.. ChargeReader.Models]), "How the quantity becomes a price. Left out: per_unit."),
        new("unit_price", new DecimalShape("a price of zero or more"), "per_unit: what so many units cost. Its digits are taken as they are written."),
        new("per", Per, "How many units the unit price is for. Left out: 1."),
        new("amount", Amount, "flat: what the period costs; package: what a package costs."),
        new("size", Quantity, "package: how many units are in one."),
        new("round", new WordShape("up", "down", "nearest"), "package: what a package that is only begun counts as."),
        new("tiers", new ListShape("a list of tiers", Tier, 1, TiersMax), "graduated, volume, graduated_percentage: the tiers in their order; capacity: the sizes."),
        new("percent", new DecimalShape("a percentage of zero or more"), "percentage: of the quantity, which is an amount of money then."),
        new("fixed", Amount, "percentage: added for every event."),
        new("free_events", new IntegerShape(0, int.MaxValue), "percentage: so many events of the period cost nothing."),
        new("free_value", Quantity, "percentage: so much value of the period costs nothing."),
        new("event_minimum", Amount, "percentage: the least that an event costs."),
        new("event_maximum", Amount, "percentage: the most that an event costs."),
        new("included", Quantity, "allowance: the quantity that costs nothing."),
        new("overage", Charge, "allowance: what the rest costs."),
        new("above", Quantity, "cliff: a request of more than this is priced by beyond as a whole."),
        new("counts", new ListShape("a list of classes", Texts.Id, 0, Metering.Meter.ComponentsMax), "cliff: the classes that make up the size of the request. Left out: the class itself."),
        new("below", Charge, "cliff: what a request up to the bound costs."),
        new("beyond", Charge, "cliff: what a request above it costs."),
        new("markup_percent", new DecimalShape("a percentage of zero or more"), "cost_plus: what is put on the cost."),
        new("cost", Charge, "cost_plus: what the quantity costs us. Left out: the quantity is that cost itself."),
        new("multiplier", new DecimalShape("a number of zero or more"), "dynamic: a factor on the amount that the event says. Left out: 1."),
        new("first", Block, "stepped: the first block."),
        new("then", Block, "stepped: every further block; one that is begun counts whole."),
        new("zone", Texts.Name, "time_of_day: the time zone, such as Europe/Berlin."),
        new("windows", new ListShape("a list of windows", Window, 1, TiersMax), "time_of_day: the first that holds the time is taken."),
        new("otherwise", Charge, "time_of_day: the price at all other times. Left out: none, and such use is unrated."),
    ];

    private static Key[] AdjustmentKeys() =>
    [
        new("billed", Billed, "How the measured quantity becomes the one that is billed."),
        new("free", Quantity, "A quantity that costs nothing, in billed units."),
        .. OverallKeys(),
        new("from", Texts.Time, "Use before this instant has no price here."),
        new("until", Texts.Time, "Use at this instant or later has no price here."),
    ];

    private static Key[] ConventionKeys() =>
    [
        new("bounds", new WordShape("upper_inclusive", "lower_inclusive", "width"), "Which tier a quantity equal to a bound is in. Left out: as the conventions say."),
        new("flat_at_zero", new TruthShape(), "Whether a flat fee is due where nothing was used. Left out: as the conventions say."),
        new("beyond_last", new WordShape("last_price", "refuse", "unbilled"), "What lies above the last bound. Left out: as the conventions say."),
        new("free_units", new WordShape("before_rounding", "after_rounding", "whole_quantity"), "How a free quantity is taken off. Left out: as the conventions say."),
        new("negative", new WordShape("refuse", "zero", "mirror"), "What a quantity below zero costs. Left out: as the conventions say."),
        new("line_decimals", new IntegerShape(0, 12), "Decimal places that the price is rounded to before discounts, minimum and maximum. Left out: not at all."),
    ];

    private static Key[] TierKeys() =>
    [
        new("up_to", new DecimalOrWordShape("a bound above zero", "unlimited"), "Where the tier ends. Left out, or unlimited: nowhere."),
        new("unit_price", new DecimalShape("a price of zero or more"), "What so many units in it cost."),
        new("per", Per, "How many units the unit price is for. Left out: 1."),
        new("percent", new DecimalShape("a percentage of zero or more"), "graduated_percentage: of the value that lies in it."),
        new("flat", Amount, "Added once where the tier is reached."),
        new("maximum", Amount, "The most that the units in it cost."),
        new("size", Quantity, "The units in it are sold in packages of this size."),
        new("amount", Amount, "What such a package costs; in a capacity, what the size costs."),
        new("limits", new MapShape("a map of limits by unit", Texts.Id, new DecimalOrWordShape("a limit of zero or more", "unlimited")), "capacity: how much of each unit the size holds."),
    ];

    private static Key[] BlockKeys() =>
    [
        new("size", Quantity, "How many units it has.", IsRequired: true),
        new("amount", Amount, "What it costs.", IsRequired: true),
    ];

    private static Key[] WindowKeys() =>
    [
        new("days", new ListShape("a list of days", new WordShape("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 1, 7), "On which days. Left out: all."),
        new("from", new TextShape("a time of day such as 09:00", "^[0-2][0-9]:[0-5][0-9]$"), "The first minute that is in it.", IsRequired: true),
        new("to", new TextShape("a time of day such as 17:00", "^[0-2][0-9]:[0-5][0-9]$"), "The first minute that is not in it any more; 00:00 is midnight.", IsRequired: true),
        new("charge", Charge, "What use in it costs.", IsRequired: true),
    ];

    private static Key[] BilledKeys() =>
    [
        new("minimum", Quantity, "The least that anything above zero counts as, in measured units; each event by itself unless scope says otherwise."),
        new("step", Quantity, "Steps that are begun count whole, in measured units."),
        new("multiply_by", Quantity, "A factor that converts it."),
        new("divide_by", Quantity, "A divisor that converts it."),
        new("decimals", new IntegerShape(-12, 12), "Decimal places it is rounded to."),
        new("round", new WordShape(RoundingWords.Names), "How. Left out: half."),
        new("scope", new WordShape("period", "event"), "Whether the period's quantity is rounded or each event's. Left out: period; event where there is a minimum."),
    ];
}
