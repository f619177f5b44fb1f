using System.Globalization;
using System.Text.Json;
using Farebox.Charging;
using Farebox.Money;
using Farebox.Postgres.Reports;

namespace Farebox.Http.Reports;

/// <summary>Burn-downs of an account as they are sent, one for each asset.</summary>
internal sealed record BurnDownAnswer(string Account, IReadOnlyList<BurnDownReport> Reports, Catalog Catalog)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("account", Account);
        json.WriteStartArray("assets");
        foreach (var report in Reports) Write(json, report, Catalog.FindAsset(report.Asset)!);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BurnDownReport report, Asset asset)
    {
        json.WriteStartObject();
        json.WriteString("asset", asset.Code);
        json.WriteStartArray("days");
        foreach (var day in report.Past)
        {
            json.WriteStartObject();
            json.WriteString("day", Text(day.Day));
            json.WriteString("opening", Text(day.Opening, asset));
            json.WriteString("granted", Text(day.Granted, asset));
            json.WriteString("spent", Text(day.Spent, asset));
            json.WriteString("gone", Text(day.Gone, asset));
            json.WriteString("closing", Text(day.Closing, asset));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteForecast(json, report, asset);
        json.WriteEndObject();
    }

    private static void WriteForecast(Utf8JsonWriter json, BurnDownReport report, Asset asset)
    {
        json.WriteStartObject("forecast");
        json.WriteString("used", Text(report.Rate.Used, asset));
        json.WriteNumber("used_over_days", report.Rate.Days);
        json.WriteString("runs_out_on", report.Forecast.RunsOutOn is { } end ? Text(end) : null);
        json.WriteStartArray("lost");
        foreach (var loss in report.Forecast.Lost)
        {
            json.WriteStartObject();
            json.WriteString("grant", loss.Grant);
            json.WriteString("on", Text(loss.On));
            json.WriteString("amount", Text(loss.Units, asset));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("days");
        foreach (var day in report.Forecast.Days)
        {
            json.WriteStartObject();
            json.WriteString("day", Text(day.Day));
            json.WriteString("spent", Text(day.Burnt, asset));
            json.WriteString("closing", Text(day.Left, asset));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Text(Int128 units, Asset asset) => DecimalText.Format(units, asset.Scale);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
