using System.Collections.Immutable;
using Farebox.Billing;
using Farebox.Files.Charges;
using Farebox.Files.Yaml;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Rating.Conventions;
using Farebox.Rating.Terms;
using Farebox.Rating;
using Farebox.Wording;

namespace Farebox.Files.Plans;

/// <summary>Reads what one version of a plan costs.</summary>
internal sealed class PlanTermsReader(Asset currency, ConventionPreset preset, Section<Meter> meters, Findings found)
{
    private readonly PriceRowReader _rows = new(preset, found);
    private readonly FactorReader _factors = new(found);

    /// <returns>Nothing when something is wrong; what is found.</returns>
    public PlanTerms? Read(YamlScalar number, YamlMap version, DateTimeOffset from)
    {
        var errors = found.Errors;
        var charges = ReadCharges(version, "charges", from);
        var terms = new PlanTerms
        {
            Fees = [.. version.Entries("fees").Select(fee => new RecurringFee(fee.Key.Text, ((YamlScalar)fee.Value).Number()))],
            Charges = charges,
            Costs = ReadCharges(version, "costs", from),
            Allowances = [.. version.Entries("allowances").Select(entry => ReadAllowance(entry.Key, (YamlMap)entry.Value, version)).OfType<SharedAllowance>()],
            Overall = ReadOverall(version),
        };
        if (found.Errors > errors) return null;
        return terms.Fault() is { } fault && !found.Error(number.Place, fault) ? null : terms;
    }

    private ImmutableArray<UsageCharge> ReadCharges(YamlMap version, string key, DateTimeOffset from) =>
        [.. version.Entries(key).Select(entry => ReadCharge(entry.Key, (YamlMap)entry.Value, from)).OfType<UsageCharge>()];

    private UsageCharge? ReadCharge(YamlScalar id, YamlMap charge, DateTimeOffset from)
    {
        var errors = found.Errors;
        if (!meters.TryFind((YamlScalar)charge.Find("meter")!, out var meter)) return null;

        foreach (var name in charge.Items("group_by").Cast<YamlScalar>().Where(name => !meter.Dimensions.Contains(name.Text))) RefuseDimension(meter, name);
        var per = (PricedPer)Array.IndexOf(PricedPers.Names, charge.Text("priced_per") ?? PricedPers.Names[0]);
        var rows = charge.Items("prices").Cast<YamlMap>().Select(row => _rows.Read(id.Text, meter, row)).ToArray();
        var derived = charge.Items("derived").Cast<YamlMap>().Select(map => _factors.ReadDerived(id.Text, meter, map)).ToArray();
        var multipliers = charge.Items("multipliers").Cast<YamlMap>().Select(map => _factors.ReadMultiplier(id.Text, meter, map)).ToArray();
        var overall = ReadOverall(charge);
        if (found.Errors > errors) return null;

        try
        {
            var prices = new CardVersion(1, from, currency, [.. rows.OfType<CardRow>()], [.. derived.OfType<DerivedClass>()], [.. multipliers.OfType<CardMultiplier>()]);
            return new(id.Text, meter, prices, [.. charge.Items("group_by").SelectMany(item => item.Texts())], per, overall);
        }
        catch (ArgumentException rule)
        {
            found.Error(id.Place, $"the charge {Quoted.Of(id.Text)} cannot be: {rule.Message.Split(" (Parameter", 2)[0]}");
            return null;
        }
    }

    private SharedAllowance? ReadAllowance(YamlScalar id, YamlMap allowance, YamlMap version)
    {
        var known = version.Entries("charges").Select(charge => charge.Key.Text).ToArray();
        var named = allowance.Items("charges").Append(allowance.Find("for_each")).OfType<YamlScalar>();
        var errors = found.Errors;
        foreach (var charge in named.Where(charge => !known.Contains(charge.Text, StringComparer.Ordinal)))
        {
            var meant = NearestName.Of(charge.Text, known) is { } nearest ? $" Did you mean {nearest}?" : "";
            found.Error(charge.Place, $"there is no charge {Quoted.Of(charge.Text)} in this version.{meant} Expected: {(known.Length == 0 ? "none" : Quoted.List(known))}.");
        }

        if (found.Errors > errors) return null;
        try
        {
            return new(id.Text, ((YamlScalar)allowance.Find("included")!).Number(), allowance.Text("for_each"), [.. allowance.Items("charges").SelectMany(item => item.Texts())]);
        }
        catch (ArgumentException rule)
        {
            found.Error(id.Place, rule.Message.Split(" (Parameter", 2)[0]);
            return null;
        }
    }

    // Discounts and bounds of an amount are those of a charge of one for one.
    private ChargeModel? ReadOverall(YamlMap map)
    {
        var keys = ChargeShapes.OverallKeys().Select(key => key.Name).ToArray();
        var given = map.Entries.Where(entry => keys.Contains(entry.Key.Text, StringComparer.Ordinal)).ToArray();
        if (given.Length == 0) return null;

        var faults = new List<TermsFault>();
        var model = ChargeReader.Read(
            TermsMap.Of([("model", new TermsText("per_unit")), ("unit_price", new TermsText("1")), .. given.Select(entry => (entry.Key.Text, YamlTerms.Of(entry.Value)))]), preset, faults);
        foreach (var fault in faults) found.Error(YamlTerms.PlaceOf(map, fault.Path), fault.Message);
        return model;
    }

    private void RefuseDimension(Meter meter, YamlScalar name)
    {
        var meant = NearestName.Of(name.Text, meter.Dimensions) is { } nearest ? $" Did you mean {nearest}?" : "";
        found.Error(name.Place, $"the meter {meter.Id} has no dimension {Quoted.Of(name.Text)}.{meant} Expected: {(meter.Dimensions.IsEmpty ? "none" : Quoted.List(meter.Dimensions))}.");
    }
}
