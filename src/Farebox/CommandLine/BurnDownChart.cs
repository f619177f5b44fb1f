using System.Globalization;
using Farebox.Money;
using Farebox.Postgres.Reports;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>Shows a burn-down: a bar of what was left for each day that has passed, then for weeks to come, and in words when it ends.</summary>
internal static class BurnDownChart
{
    private const int ForecastStep = 7;
    private const int ForecastBars = 13;

    public static void Show(IAnsiConsole console, BurnDownReport report, Asset asset)
    {
        var past = report.Past.Select(day => ($"{Text(day.Day)}  {Units(day.Closing, asset)}", day.Closing));
        var coming = report.Forecast.Days.Where((_, i) => i % ForecastStep == ForecastStep - 1).Take(ForecastBars)
            .Select(day => ($"{Text(day.Day)} ~{Units(day.Left, asset)}", day.Left));
        new BarLines([.. past, .. coming]).Show(console, $"{asset.Code} left at the end of the day; ~ if use goes on as it was");

        console.WriteLine();
        var days = report.Rate.Days == 1 ? "one day" : $"{report.Rate.Days} days";
        console.WriteLine($"Used over {days}: {Units(report.Rate.Used, asset)} {asset.Code}.");
        console.WriteLine(report.Forecast.RunsOutOn is { } day ? $"At that rate it runs out on {Text(day)}." : "At that rate it does not run out within three years.");
        foreach (var loss in report.Forecast.Lost)
            console.WriteLine($"{Units(loss.Units, asset)} {asset.Code} of grant {loss.Grant} would expire unused on {Text(loss.On)}.");
    }

    private static string Units(Int128 units, Asset asset) => DecimalText.Format(units, asset.Scale);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
