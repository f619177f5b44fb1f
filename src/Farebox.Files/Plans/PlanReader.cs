using System.Collections.Immutable;
using System.Globalization;
using Farebox.Billing;
using Farebox.Files.Yaml;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Rating.Conventions;
using Farebox.Time;
using Farebox.Wording;

namespace Farebox.Files.Plans;

/// <summary>Reads a plan whose shape has been checked: what others refer to first, then its versions.</summary>
internal sealed class PlanReader(Findings found)
{
    private readonly Section<Meter> _meters = new("meter", isWhole: true, found);

    /// <returns>Nothing when something is wrong; what is found.</returns>
    public Plan? Read(YamlMap map)
    {
        var currency = ReadCurrency(map);
        var zone = ReadZone(map);
        foreach (var (id, node) in map.Entries("meters")) _meters.Add(id, MeterReader.Read(id, (YamlMap)node, found));
        if (currency is null || zone is null || found.Errors > 0) return null;

        var terms = new PlanTermsReader(currency, ConventionPreset.Find(map.Text("conventions") ?? "farebox")!, _meters, found);
        var meters = _meters.Valid.Select(meter => meter.Value).ToImmutableArray();
        var versions = map.Entries("versions")
            .OrderBy(entry => NumberOf(entry.Key))
            .Select(entry => ReadVersion(entry.Key, (YamlMap)entry.Value, meters, terms))
            .OfType<PlanVersion>().ToImmutableArray();
        if (versions.Length == 0 && found.Errors == 0) found.Error(map.Find("versions")!.Place, "a plan has at least one version.");
        if (found.Errors > 0) return null;

        var cycle = new BillingCycle((CycleUnit)Array.IndexOf(PlanShapes.Periods, map.Text("period") ?? "month"), zone);
        return Try(map.Find("versions")!.Place, () => new Plan(map.Required("plan"), currency, cycle, ReadRounding(currency, map), versions));
    }

    private PlanVersion? ReadVersion(YamlScalar number, YamlMap version, ImmutableArray<Meter> meters, PlanTermsReader reader)
    {
        var errors = found.Errors;
        if (Time(version, "effective_from") is not { } from) return null;
        var revoked = Time(version, "revoked");
        if (revoked >= from)
            found.Error(version.Find("revoked")!.Place, $"version {number.Text} has started by then, at {Rfc3339.Format(from)}; only a version that has not is revoked. End it by a version that follows.");
        var terms = reader.Read(number, version, from);
        return found.Errors > errors || terms is null ? null : Try(number.Place, () => new PlanVersion(NumberOf(number), from, meters, terms, revoked));
    }

    private Asset? ReadCurrency(YamlMap map)
    {
        var assets = new Section<Asset>("asset", isWhole: true, found);
        foreach (var (code, node) in map.Entries("assets")) assets.Add(code, AssetReader.Read(code, node.OrEmpty(), found));

        var currency = (YamlScalar)map.Find("currency")!;
        var known = map.Entries("assets").Select(entry => entry.Key.Text).ToArray();
        if (known.Contains(currency.Text, StringComparer.Ordinal)) return assets.TryFind(currency, out var own) ? own : null;
        if (Iso4217.IsCurrency(currency.Text)) return new(currency.Text, Asset.DefaultScale(currency.Text, AssetKind.Currency), AssetKind.Currency);

        var meant = NearestName.Of(currency.Text, known.Append("USD").Append("EUR")) is { } nearest ? $"Did you mean {nearest}?" : "Define it under assets.";
        found.Error(currency.Place, $"{Quoted.Of(currency.Text)} is no currency of ISO 4217, and no asset of this file. {meant}");
        return null;
    }

    private TimeZoneInfo? ReadZone(YamlMap map)
    {
        if (map.Find("time_zone") is not YamlScalar zone) return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(zone.Text, out var known)) return known;

        found.Error(zone.Place, $"there is no time zone {Quoted.Of(zone.Text)}. Write a name such as UTC or Europe/Berlin.");
        return null;
    }

    private static LineRounding ReadRounding(Asset currency, YamlMap map)
    {
        var rounding = map.Find("rounding") as YamlMap;
        var rule = rounding?.Text("rule") switch
        {
            "half_even" => MidpointRounding.ToEven,
            "down" => MidpointRounding.ToZero,
            _ => MidpointRounding.AwayFromZero,
        };
        return new(currency, rounding?.Text("decimals") is { } decimals ? int.Parse(decimals, CultureInfo.InvariantCulture) : null, rule);
    }

    // The rules of what is built, in the words they are refused with everywhere.
    private T? Try<T>(Place place, Func<T> build)
        where T : class
    {
        try
        {
            return build();
        }
        catch (ArgumentException rule)
        {
            found.Error(place, rule.Message.Split(" (Parameter", 2)[0]);
            return null;
        }
    }

    private static DateTimeOffset? Time(YamlMap map, string key) => map.Text(key) is { } text && Rfc3339.TryParse(text, out var time) ? time : null;

    private static int NumberOf(YamlScalar number) => int.Parse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture);
}
