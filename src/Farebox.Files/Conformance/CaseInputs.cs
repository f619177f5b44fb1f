using System.Collections.Immutable;
using System.Globalization;
using Farebox.Files.Yaml;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Files.Conformance;

/// <summary>What happened in a case, out of <c>inputs</c> whose shape has been checked.</summary>
internal sealed class CaseInputs
{
    private static readonly Period DefaultPeriod = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly YamlMap _map;

    public CaseInputs(YamlMap map)
    {
        _map = map;
        Period = map.Find("period") is YamlMap span ? new(Time(span, "from"), Time(span, "until")) : DefaultPeriod;
        Events = [.. ReadEvents()];
    }

    public Period Period { get; }

    /// <summary>In the order they are written.</summary>
    public ImmutableArray<CaseEvent> Events { get; }

    public bool Has(string key) => _map.Find(key) is not null;

    public decimal? Number(string key) => (_map.Find(key) as YamlScalar)?.Number();

    /// <summary>The numbers of a list; null where it is left out or a map.</summary>
    public ImmutableArray<decimal>? Numbers(string key) =>
        _map.Find(key) is YamlList list ? [.. list.Items.Cast<YamlScalar>().Select(item => item.Number())] : null;

    /// <summary>Lists of numbers in a list; none where it is left out.</summary>
    public ImmutableArray<ImmutableArray<decimal>> NumberLists(string key) =>
        [.. _map.Items(key).Cast<YamlList>().Select(list => list.Items.Cast<YamlScalar>().Select(item => item.Number()).ToImmutableArray())];

    /// <summary>Maps of numbers by name in a list; none where it is left out.</summary>
    public ImmutableArray<ImmutableSortedDictionary<string, decimal>> NumberMaps(string key) => [.. _map.Items(key).Cast<YamlMap>().Select(ByName)];

    /// <summary>The changes of a level, in their order.</summary>
    public ImmutableArray<LevelChange> Changes() =>
        [.. _map.Items("changes").Cast<YamlMap>().Select(change => new LevelChange(((YamlScalar)change.Find("quantity")!).Number(), ((YamlScalar)change.Find("billed")!).Number()))];

    public ImmutableArray<string> Texts(string key) => [.. _map.Items(key).Cast<YamlScalar>().Select(item => item.Text)];

    /// <summary>The numbers of a map by name; null where it is left out or a list.</summary>
    public ImmutableSortedDictionary<string, decimal>? NumbersByName(string key) => _map.Find(key) is YamlMap map ? ByName(map) : null;

    /// <summary>The members of a map as they are written.</summary>
    public IEnumerable<KeyValuePair<YamlScalar, YamlNode>> Members(string key) => _map.Entries(key);

    private static ImmutableSortedDictionary<string, decimal> ByName(YamlMap map) =>
        map.Entries.ToImmutableSortedDictionary(entry => entry.Key.Text, entry => ((YamlScalar)entry.Value).Number(), StringComparer.Ordinal);

    /// <summary>A time whose form has been checked.</summary>
    public static DateTimeOffset Time(YamlMap map, string key) =>
        Rfc3339.TryParse(map.Required(key), out var instant) ? instant : throw new InvalidOperationException($"'{key}' was not checked.");

    private IEnumerable<CaseEvent> ReadEvents()
    {
        var next = Period.Start;
        foreach (var node in _map.Items("events"))
        {
            if (node is not YamlMap map)
            {
                yield return new(next) { Quantity = NumberOrNull(((YamlScalar)node).Text) };
                next = next.AddMinutes(1);
                continue;
            }

            var at = map.Find("at") is null ? next : Time(map, "at");
            var times = map.Text("times") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : 1;
            var first = Read(map, at);
            for (var i = 0; i < times; i++) yield return first with { At = at + (Step(map) * i) };
            next = at.AddMinutes(1);
        }
    }

    private static TimeSpan Step(YamlMap map) => map.Text("every") switch
    {
        "hour" => TimeSpan.FromHours(1),
        "day" => TimeSpan.FromDays(1),
        _ => TimeSpan.FromMinutes(1),
    };

    private static CaseEvent Read(YamlMap map, DateTimeOffset at) => new(at)
    {
        Quantity = map.Text("quantity") is { } text ? NumberOrNull(text) : map.Find("quantities") is null ? 1m : null,
        Quantities = map.Find("quantities") is YamlMap quantities ? ByName(quantities) : ImmutableSortedDictionary<string, decimal>.Empty,
        Dimensions = map.Entries("dimensions").ToImmutableSortedDictionary(entry => entry.Key.Text, entry => ((YamlScalar)entry.Value).Text, StringComparer.Ordinal),
        Key = map.Text("key"),
        Removes = map.Text("operation") == "remove",
    };

    private static decimal? NumberOrNull(string text) => DecimalText.TryParse(text, out var number) ? number : null;
}
