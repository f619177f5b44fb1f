using Farebox.Files.Charges;
using Farebox.Files.Shapes;
using Farebox.Metering.Payloads;

namespace Farebox.Files;

/// <summary>Every key of a price file: what a file is checked by, and what its schema is written from.</summary>
/// <remarks>A new key is a line here, and whatever its reader does with it.</remarks>
internal static class PricingShapes
{
    public static ObjectShape File { get; } = new("file", "a map with assets, meters, rate_cards, cost_cards, exchange_cards or accounts", FileKeys, needsOne: true);

    public static ObjectShape Asset { get; } = new("asset", "a map with kind and scale, or nothing", AssetKeys);

    public static ObjectShape Meter { get; } = new("meter", "a map with event_type and components", MeterKeys);

    public static ObjectShape Component { get; } = new("component", "a map with field or expression", ComponentKeys, ["field", "expression"]);

    public static ObjectShape Card { get; } = new("card", "a map with asset and versions", CardKeys);

    public static ObjectShape Version { get; } = new("version", "a map with effective_from and rows", VersionKeys);

    public static ObjectShape Row { get; } = new("row", "a map with meter, class and unit_price", RowKeys);

    public static ObjectShape ModelRow { get; } = new("model_row", "a map with meter, class, model and the keys of that model", ModelRowKeys);

    public static ObjectShape Derived { get; } = new("derived", "a map with meter, class, from and factor", () => [MeterName, .. FactorShapes.DerivedKeys()]);

    public static ObjectShape Multiplier { get; } = new("multiplier", "a map with meter, group and factor", () => [MeterName, .. FactorShapes.MultiplierKeys()]);

    public static KeyedShape AnyRow { get; } = new("model", ModelRow, Row);

    public static ObjectShape Account { get; } = new("account", "a map with rate_card, cost_card, members and limits, or nothing", AccountKeys);

    public static ObjectShape Member { get; } = new("member", "a map with members and limits, or nothing", MemberKeys);

    private static Key MeterName => new("meter", Texts.Id, "A meter's id.", IsRequired: true);

    private static MapShape Limits => new("a map of limits by asset", Texts.AssetCode, new DecimalShape("an amount of zero or more"));

    private static Key[] FileKeys() =>
    [
        new("assets", new MapShape("a map of assets by code", Texts.AssetCode, Asset), "What is counted: currencies, and units of your own."),
        new("meters", new MapShape("a map of meters by id", Texts.Id, Meter), "How events become quantities."),
        new("rate_cards", new MapShape("a map of cards by id", Texts.Id, Card), "What usage costs your customers; the card default is for accounts that name no other."),
        new("cost_cards", new MapShape("a map of cards by id", Texts.Id, Card), "What the same usage costs you."),
        new("exchange_cards", new MapShape("a map of cards by id", Texts.Id, Card), "What one asset is worth in another: rows name the asset that is given as their meter, and amount as their class."),
        new("accounts", new MapShape("a map of accounts by id", Texts.Id, Account), "Billing customers."),
    ];

    private static Key[] AssetKeys() =>
    [
        new("kind", new WordShape("currency", "unit"), "A currency of ISO 4217, or a unit of your own. Left out: by the code."),
        new("scale", new IntegerShape(0, Money.Asset.ScaleMax), "Decimal places kept. Left out: 6 for units, 9 for currencies, 6 for currencies without minor units."),
    ];

    private static Key[] MeterKeys() =>
    [
        new("event_type", Texts.EventType, "The type of the events it listens to.", IsRequired: true),
        new("filter", new MapShape("a map of fields to the values they may have", Texts.Field,
            new EitherShape(Texts.Name, new ListShape("a list of texts", Texts.Name, 1, Metering.Meter.FilterValuesMax)), Metering.Meter.FilterFieldsMax),
            "Which of these events it takes: every field has one of its values."),
        new("aggregation", AggregationShapes.Kind,
            "sum adds the components up; count counts events, has no components, and its class is count; the others are for plan files. Left out: sum."),
        new("components", new MapShape("a map of components by class", Texts.Id, new EitherShape(Texts.Field, Component), Metering.Meter.ComponentsMax),
            "What it reads from an event, by the class that price rows call it."),
        new("usage_format", new WordShape([UsageFormats.Auto, .. UsageFormats.Names]),
            "Set: it reads a vendor's usage object in this format, and its components take the classes of it; several with one price have + between them."),
        new("usage_field", Texts.Field, "Where that object stands in the event's data. Left out: usage or usageMetadata."),
        new("dimensions", new ListShape("a list of fields", Texts.Field, 0, Metering.Meter.DimensionsMax), "Fields whose values choose the price."),
        new("on_shortfall", new WordShape("debt", "reject"), "What happens when there is too little credit. Left out: debt."),
        new("priced", new TruthShape(), "false: it only counts. Left out: true."),
    ];

    private static Key[] ComponentKeys() =>
    [
        new("field", Texts.Field, "Where the quantity stands in the event's data; the class of a usage object, where the meter has a usage_format."),
        new("expression", Texts.Expression, "Instead of a field: what is done with several, such as ceil(width*height/1e6)."),
        new("optional", new TruthShape(), "true: an event without the field has none of it. Left out: false, and such an event is unrated."),
    ];

    private static Key[] CardKeys() =>
    [
        new("asset", Texts.AssetCode, "What the prices are in. It is the same for all versions.", IsRequired: true),
        new("versions", new MapShape("a map of versions by number", Texts.VersionNumber, Version), "Versions 1, 2, 3 …; a price in use is never edited, it gets a new version.", IsRequired: true),
    ];

    private static Key[] VersionKeys() =>
    [
        new("effective_from", Texts.Time, "The first instant this version prices; the next one ends it.", IsRequired: true),
        new("rows", new ListShape("a list of rows", AnyRow, 1, Rating.CardVersion.RowsMax), "The prices. The most specific row wins.", IsRequired: true),
        .. FactorShapes.Lists(Derived, Multiplier),
    ];

    private static Key[] RowKeys() =>
    [
        .. RowNames(),
        new("unit_price", new DecimalShape("a price of zero or more"), "What so many units cost. Its digits are taken as they are written.", IsRequired: true),
        new("per", new IntegerShape("1 or a power of ten up to 1000000000", 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000),
            "How many units the price is for. Left out: 1."),
        .. RowTerms(),
    ];

    private static Key[] ModelRowKeys() =>
    [
        .. RowNames(),
        .. ChargeShapes.ChargeKeys().Select(key => key.Name == "model" ? key with { IsRequired = true } : key),
        .. RowTerms(),
    ];

    private static Key[] RowNames() =>
    [
        MeterName,
        new("class", Texts.Id, "A class of the meter; count for a meter that counts.", IsRequired: true),
        new("dimensions", FactorShapes.Dimensions, "Where the price applies: a value or several. A dimension left out, or *, fits every value."),
    ];

    private static Key[] RowTerms() =>
    [
        new("resets", new WordShape("month", "day", "year", "never"), "When the running count of a model starts anew: a period of the calendar in UTC. Left out: month."),
        new("debit_rounding", new WordShape("event", "cumulative"), "cumulative: what was rounded off is carried to the next event of the period. Left out: event. All rows of a meter have the same."),
    ];

    private static Key[] AccountKeys() =>
    [
        new("rate_card", Texts.Id, "The rate card its usage is priced by. Left out: default."),
        new("cost_card", Texts.Id, "The cost card its usage is costed by. Left out: default."),
        new("pay_with", new ListShape("a list of rate cards", Texts.Id, 1, 8),
            "Rate cards that pay in turn, each in an asset of its own: what one cannot pay for is priced on the next. The first is the rate_card. Left out: that alone."),
        new("members", new MapShape("a map of members by id", Texts.Id, Member), "Teams, people, keys: who uses it. Ids are unique in the account."),
        new("limits", Limits, "Hard limits on everything ever spent and held, by asset."),
    ];

    private static Key[] MemberKeys() =>
    [
        new("members", new MapShape("a map of members by id", Texts.Id, Member), "Who belongs to it."),
        new("limits", Limits, "Hard limits on what it and all below it ever spend and hold, by asset."),
    ];
}
