using Farebox.Billing;
using Farebox.Files.Charges;
using Farebox.Files.Shapes;
using Farebox.Rating.Conventions;

namespace Farebox.Files.Plans;

/// <summary>Every key of a plan file: what a file is checked by, and what its schema is written from.</summary>
internal static class PlanShapes
{
    public static readonly string[] Periods = ["day", "week", "month", "quarter", "year"];

    public static readonly string[] Rules = ["half", "half_even", "down"];

    private const int RowsMax = 10_000;

    public static ObjectShape File { get; } = new("plan", "a map with plan, currency, meters and versions", FileKeys);

    public static ObjectShape Version { get; } = new("version", "a map with effective_from, and with charges or fees", VersionKeys);

    public static ObjectShape Rounding { get; } = new("rounding", "a map with decimals or rule", RoundingKeys, needsOne: true);

    public static ObjectShape Charge { get; } = new("usage_charge", "a map with meter and prices", ChargeKeys);

    public static ObjectShape Row { get; } = new("price", "a map with a price, and with the class and the dimensions it is for", RowKeys);

    public static ObjectShape Derived { get; } = new("derived", "a map with class, from and factor", FactorShapes.DerivedKeys);

    public static ObjectShape Multiplier { get; } = new("multiplier", "a map with group and factor", FactorShapes.MultiplierKeys);

    public static ObjectShape Allowance { get; } = new("allowance", "a map with included and charges", AllowanceKeys);

    public static ObjectShape Meter { get; } = new("meter", "a map with event_type and components", MeterKeys);

    private static Key[] FileKeys() =>
    [
        new("plan", Texts.Id, "What the plan is called.", IsRequired: true),
        new("name", Texts.Name, "Its name for people."),
        new("source", Texts.Name, "Where its prices are from, for example the address of a price page."),
        new("as_of", new TextShape("a day such as 2026-07-01", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), "The day on which they were read there."),
        new("currency", Texts.AssetCode, "What all prices and bills are in: a currency of ISO 4217, or an asset of your own.", IsRequired: true),
        new("assets", new MapShape("a map of assets by code", Texts.AssetCode, PricingShapes.Asset), "Units of your own, such as credits."),
        new("conventions", new WordShape([.. ConventionPreset.All.Select(preset => preset.Name)]), "Whose conventions the charge models follow where they do not say. Left out: farebox."),
        new("period", new WordShape(Periods), "How long the period of a bill is. Left out: month."),
        new("time_zone", Texts.Name, "Where days, months and years begin, such as Europe/Berlin. Left out: UTC."),
        new("rounding", Rounding, "How each line is rounded, once. Left out: to the currency's minor unit, halves away from zero."),
        new("meters", new MapShape("a map of meters by id", Texts.Id, Meter), "How events become quantities, as in price files."),
        new("versions", new MapShape("a map of versions by number", Texts.VersionNumber, Version), "Versions 1, 2, 3 …; a change is a new version.", IsRequired: true),
    ];

    private static Key[] RoundingKeys() =>
    [
        new("decimals", new IntegerShape(0, Money.Asset.ScaleMax), "Decimal places of a line. Left out: the currency's minor unit, or the asset's scale."),
        new("rule", new WordShape(Rules), "half: halves away from zero; half_even: halves to the even one; down: towards zero. Left out: half."),
    ];

    private static Key[] VersionKeys() =>
    [
        new("effective_from", Texts.Time, "The first instant whose use it prices; the next version ends it.", IsRequired: true),
        new("revoked", Texts.Time, "When it was taken back, before it started: then it never is in force."),
        new("fees", new MapShape("a map of amounts by id", Texts.Id, new DecimalShape("an amount of zero or more")), "What every period costs, whatever is used."),
        new("charges", new MapShape("a map of charges by id", Texts.Id, Charge), "What use costs; lines of the bill in this order."),
        new("costs", new MapShape("a map of charges by id", Texts.Id, Charge), "What the same use costs you, for the margin; on no bill."),
        new("allowances", new MapShape("a map of allowances by id", Texts.Id, Allowance), "Quantities that every period includes."),
        .. ChargeShapes.OverallKeys().Select(key => key with { About = $"On the whole bill. {key.About}" }),
    ];

    private static Key[] ChargeKeys() =>
    [
        new("meter", Texts.Id, "A meter's id.", IsRequired: true),
        new("group_by", new ListShape("a list of dimensions", Texts.Field, 0, Metering.Meter.DimensionsMax), "Each tuple of their values is a line with tiers of its own. Left out: one line."),
        new("priced_per", new WordShape(PricedPers.Names), "What is priced at once. Left out: period."),
        new("prices", new ListShape("a list of prices", Row, 1, RowsMax), "The rows; the most specific one wins. What finds none is unrated.", IsRequired: true),
        .. FactorShapes.Lists(Derived, Multiplier),
        .. ChargeShapes.OverallKeys().Select(key => key with { About = $"On all lines of the charge together. {key.About}" }),
    ];

    private static Key[] RowKeys() =>
    [
        new("class", Texts.Id, "A class of the meter; count for one that counts. Left out: the meter's only class."),
        new("dimensions", FactorShapes.Dimensions, "Where it applies: a value or several. A dimension left out, or *, fits every value."),
        .. ChargeShapes.ChargeKeys(),
    ];

    private static Key[] AllowanceKeys() =>
    [
        new("included", new DecimalShape("a quantity of zero or more"), "How much costs nothing.", IsRequired: true),
        new("for_each", Texts.Id, "A charge whose quantity it is multiplied with."),
        new("charges", new ListShape("a list of charges", Texts.Id, 1, 100), "What uses it up.", IsRequired: true),
    ];

    // What is short of credit is a server's business.
    private static Key[] MeterKeys() =>
        [.. AggregationShapes.PlanMeter.Keys.Where(key => key.Name != "on_shortfall").Select(key => key.Name == "aggregation" ? key with { About = Aggregated } : key)];

    private const string Aggregated = "How events become a quantity: a word, or a map with kind and its terms. count and unique_count have no components, and their class is count. Left out: sum.";
}
