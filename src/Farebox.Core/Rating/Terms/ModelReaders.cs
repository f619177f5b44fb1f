using System.Collections.Immutable;

namespace Farebox.Rating.Terms;

/// <summary>For each word that <c>model</c> may be, how its keys are read. A reader answers null where it noted a fault.</summary>
internal static class ModelReaders
{
    private static readonly ImmutableArray<(string Name, Func<TermsFields, ChargeScope, ChargeModel?> Read)> Table =
    [
        ("flat", ReadFlat),
        ("per_unit", ReadPerUnit),
        ("package", ReadPackage),
        ("graduated", (fields, scope) => TierReader.Read(fields, scope.Preset.Graduated, "unit_price") is { } table ? new GraduatedCharge(table) : null),
        ("volume", (fields, scope) => TierReader.Read(fields, scope.Preset.Volume, "unit_price") is { } table ? new VolumeCharge(table) : null),
        ("graduated_percentage", (fields, scope) => TierReader.Read(fields, scope.Preset.Graduated, "percent") is { } table ? new GraduatedPercentageCharge(table) : null),
        ("percentage", ReadPercentage),
        ("allowance", ReadAllowance),
        ("cliff", ReadCliff),
        ("cost_plus", ReadCostPlus),
        ("dynamic", (fields, _) => new DynamicCharge(fields.Price("multiplier") ?? 1m)),
        ("stepped", ReadStepped),
        ("capacity", CapacityReader.Read),
        ("time_of_day", TimeOfDayReader.Read),
    ];

    public static ImmutableArray<string> Names { get; } = [.. Table.Select(entry => entry.Name)];

    public static Func<TermsFields, ChargeScope, ChargeModel?>? Find(string name) => Table.FirstOrDefault(entry => entry.Name == name).Read;

    private static FlatCharge? ReadFlat(TermsFields fields, ChargeScope scope)
    {
        var atZero = fields.Flag("flat_at_zero", scope.Preset.FlatAtZero);
        return fields.Price("amount", required: true) is { } amount ? new(amount, atZero) : null;
    }

    private static PerUnitCharge? ReadPerUnit(TermsFields fields, ChargeScope scope) =>
        PerReader.Read(fields, "unit_price", required: true) is { } price ? new(price) : null;

    private static PackageCharge? ReadPackage(TermsFields fields, ChargeScope scope)
    {
        var (amount, size) = (fields.Price("amount", required: true), fields.AboveZero("size", required: true));
        var rounding = fields.Word<PackageRounding>("round") ?? scope.Preset.PackageRounding;
        return amount is { } price && size is { } units ? new(price, units, rounding) : null;
    }

    private static PercentageCharge? ReadPercentage(TermsFields fields, ChargeScope scope)
    {
        var rate = PerReader.ReadPercent(fields, "percent", required: true);
        var (fee, freeEvents) = (fields.Price("fixed") ?? 0m, fields.Whole("free_events", 0, int.MaxValue));
        var (freeValue, least, most) = (fields.ZeroOrMore("free_value"), fields.Price("event_minimum"), fields.Price("event_maximum"));
        return rate is { } part ? new(part, fee) { FreeEvents = freeEvents, FreeValue = freeValue, EventMinimum = least, EventMaximum = most } : null;
    }

    private static AllowanceCharge? ReadAllowance(TermsFields fields, ChargeScope scope)
    {
        var (included, overage) = (fields.ZeroOrMore("included", required: true), scope.ReadAt(fields, "overage"));
        return included is { } units && overage is not null ? new(units, overage) : null;
    }

    private static CliffCharge? ReadCliff(TermsFields fields, ChargeScope scope)
    {
        var (above, counts) = (fields.ZeroOrMore("above", required: true), ReadNames(fields, "counts"));
        var (below, beyond) = (scope.ReadAt(fields, "below"), scope.ReadAt(fields, "beyond"));
        return above is { } size && below is not null && beyond is not null ? new(size, counts, below, beyond) : null;
    }

    private static CostPlusCharge? ReadCostPlus(TermsFields fields, ChargeScope scope)
    {
        var (markup, cost) = (fields.Price("markup_percent", required: true), scope.ReadAt(fields, "cost", required: false));
        return markup is { } percent ? new(percent, cost) : null;
    }

    private static SteppedCharge? ReadStepped(TermsFields fields, ChargeScope scope)
    {
        var (first, then) = (ReadBlock(fields, scope, "first"), ReadBlock(fields, scope, "then"));
        return first is not null && then is not null ? new(first, then) : null;
    }

    private static SteppedBlock? ReadBlock(TermsFields fields, ChargeScope scope, string key)
    {
        if (fields.Map(key, required: true) is not { } map) return null;

        var block = new TermsFields(map, fields.PathOf(key), scope.Faults);
        var (size, amount) = (block.AboveZero("size", required: true), block.Price("amount", required: true));
        block.Done();
        return size is { } units && amount is { } price ? new(units, price) : null;
    }

    private static ImmutableArray<string> ReadNames(TermsFields fields, string key)
    {
        if (fields.List(key) is not { } list) return [];
        if (list.Items.All(item => item is TermsText)) return [.. list.Items.Cast<TermsText>().Select(item => item.Value)];

        fields.Fault(key, $"'{key}' is a list of names.");
        return [];
    }
}
