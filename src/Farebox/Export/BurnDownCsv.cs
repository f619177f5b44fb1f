using System.Globalization;
using Farebox.Charging;
using Farebox.Money;
using Farebox.Postgres.Reports;

namespace Farebox.Export;

/// <summary>A burn-down as a table: the days that have passed, then those of the forecast.</summary>
internal static class BurnDownCsv
{
    public static void Write(TextWriter text, IReadOnlyList<BurnDownReport> reports, Catalog catalog)
    {
        var table = new CsvTable(text);
        table.Header("asset", "day", "is_forecast", "opening", "granted", "spent", "gone", "closing");
        foreach (var report in reports) Write(table, report, catalog.FindAsset(report.Asset)!);
    }

    private static void Write(CsvTable table, BurnDownReport report, Asset asset)
    {
        foreach (var day in report.Past)
        {
            Day(table, asset, day.Day, "false").Number(Units(day.Opening)).Number(Units(day.Granted)).Number(Units(day.Spent)).Number(Units(day.Gone))
                .Number(Units(day.Closing)).EndRow();
        }

        foreach (var day in report.Forecast.Days)
            Day(table, asset, day.Day, "true").Number(null).Number(null).Number(Units(day.Burnt)).Number(null).Number(Units(day.Left)).EndRow();

        string Units(Int128 units) => DecimalText.Format(units, asset.Scale);
    }

    private static CsvTable Day(CsvTable table, Asset asset, DateOnly day, string isForecast) =>
        table.Text(asset.Code).Text(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Text(isForecast);
}
