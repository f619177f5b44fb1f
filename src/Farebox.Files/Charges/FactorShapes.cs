using Farebox.Files.Shapes;

namespace Farebox.Files.Charges;

/// <summary>The keys of what spares rows of prices: several values at once, classes derived from others, and multipliers.</summary>
internal static class FactorShapes
{
    /// <summary>Each dimension a value, or a list of them.</summary>
    public static MapShape Dimensions => new(
        "a map of dimensions to values", Texts.Field,
        new EitherShape(Texts.Name, new ListShape("a list of texts", Texts.Name, 1, Metering.Meter.FilterValuesMax)), Metering.Meter.DimensionsMax);

    private static DecimalShape Factor => new("a factor of zero or more");

    /// <summary>The two lists, beside the rows they change.</summary>
    public static Key[] Lists(ObjectShape derived, ObjectShape multiplier) =>
    [
        new("derived", new ListShape("a list of derived classes", derived, 1, Rating.CardVersion.RowsMax),
            "Prices of classes without rows of their own, as factors on another class's price. The most specific one wins."),
        new("multipliers", new ListShape("a list of multipliers", multiplier, 1, Rating.CardVersion.RowsMax),
            "Factors on prices. In a group the most specific one applies; groups multiply."),
    ];

    public static Key[] DerivedKeys() =>
    [
        new("class", Texts.Id, "The class that has no row.", IsRequired: true),
        new("from", Texts.Id, "The class whose price it is a part of.", IsRequired: true),
        new("factor", Factor, "Which part.", IsRequired: true),
        new("dimensions", Dimensions, "Where it applies. Left out: everywhere."),
    ];

    public static Key[] MultiplierKeys() =>
    [
        new("group", Texts.Id, "What it is about, such as service_tier; its name in the working.", IsRequired: true),
        new("factor", Factor, "What prices are multiplied with.", IsRequired: true),
        new("dimensions", Dimensions, "Where it applies. Left out: everywhere."),
        new("classes", new ListShape("a list of classes", Texts.Id, 1, Metering.Meter.ComponentsMax), "The classes whose prices it changes. Left out: all."),
    ];
}
