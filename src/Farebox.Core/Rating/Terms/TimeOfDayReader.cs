using System.Globalization;

namespace Farebox.Rating.Terms;

/// <summary>Reads windows of local time: <c>windows: [{days: [mon], from: "09:00", to: "12:00", charge: {…}}]</c>.</summary>
internal static class TimeOfDayReader
{
    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static ChargeModel? Read(TermsFields fields, ChargeScope scope)
    {
        var zone = ReadZone(fields);
        var windows = fields.Maps("windows").Select(window => ReadWindow(window, scope)).ToArray();
        var otherwise = scope.ReadAt(fields, "otherwise", required: false);
        if (zone is null || windows.Length == 0 || Array.Exists(windows, window => window is null)) return null;

        return new TimeOfDayCharge(zone, [.. windows!], otherwise);
    }

    public static IEnumerable<string> Names(WeekDays days) => DayNames.Where((_, day) => ((int)days & (1 << day)) != 0);

    private static TimeZoneInfo? ReadZone(TermsFields fields)
    {
        if (fields.Text("zone", required: true) is not { } id) return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return zone;

        fields.Fault("zone", $"There is no time zone '{id}'. Write a name such as UTC or Europe/Berlin.");
        return null;
    }

    private static TimeOfDayWindow? ReadWindow(TermsFields fields, ChargeScope scope)
    {
        var (from, to, days) = (ReadTime(fields, "from"), ReadTime(fields, "to"), ReadDays(fields));
        var charge = scope.ReadAt(fields, "charge");
        fields.Done();
        return from is { } start && to is { } end && charge is not null ? new(start, end, charge) { Days = days } : null;
    }

    private static TimeOnly? ReadTime(TermsFields fields, string key)
    {
        if (fields.Text(key, required: true) is not { } text) return null;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;

        fields.Fault(key, $"'{text}' is not a time of day such as 09:00; midnight is 00:00.");
        return null;
    }

    private static WeekDays ReadDays(TermsFields fields)
    {
        if (fields.List("days") is not { } list) return WeekDays.All;

        var days = WeekDays.None;
        foreach (var item in list.Items)
        {
            var day = Array.IndexOf(DayNames, (item as TermsText)?.Value);
            if (day < 0) fields.Fault("days", $"Days are {string.Join(", ", DayNames)}.");
            else days |= (WeekDays)(1 << day);
        }

        if (days == WeekDays.None && list.Items.Length == 0) fields.Fault("days", "There is at least one day.");
        return days;
    }
}
