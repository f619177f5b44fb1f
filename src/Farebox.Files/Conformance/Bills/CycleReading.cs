using Farebox.Files.Yaml;
using Farebox.Time;

namespace Farebox.Files.Conformance.Bills;

/// <summary>Reads the cycles of a case, whose shape has been checked.</summary>
internal static class CycleReading
{
    public static TimeZoneInfo Zone(YamlMap map) => map.Text("time_zone") is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : TimeZoneInfo.Utc;

    public static DateTimeOffset? Time(YamlMap map, string key) => map.Find(key) is null ? null : CaseInputs.Time(map, key);

    /// <returns>Nothing where a day of the month is named for cycles of days; that is found.</returns>
    public static Cadence? Cadence(YamlMap map, Findings found)
    {
        var (span, start, zone) = (CadenceShape.Read(map.Required("every")), CaseInputs.Time(map, "start"), Zone(map));
        if (Time(map, "anchor_at") is { } anchor) return new(span, anchor, zone);
        if (map.Find("anchor_day") is not YamlScalar day) return map.Text("anchor") == "calendar" ? CycleAnchor.Calendar(span, zone) : CycleAnchor.Anniversary(span, start, zone);
        if (span.Unit != CadenceUnit.Day) return CycleAnchor.OnDay(span, (int)day.Number(), start, zone);

        found.Error(day.Place, "cycles of days have no day of the month. Write anchor_at.");
        return null;
    }
}
