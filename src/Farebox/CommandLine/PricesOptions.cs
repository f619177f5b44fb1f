using System.Globalization;
using Farebox.Metering;
using Farebox.Money;
using Farebox.PriceMaps;

namespace Farebox.CommandLine;

/// <summary>The options of <c>farebox prices</c>.</summary>
internal static class PricesOptions
{
    public static readonly string[] Known =
        ["--from", "--models", "--provider", "--markup", "--asset", "--per-usd", "--effective-from", "--meter", "--event-type", "--card", "--version", "--accept", "--out"];

    private const decimal Hundred = 100m;

    public static PriceOptions Read(Options options)
    {
        var asset = options["--asset"] ?? PriceOptions.Dollar;
        if (!Asset.IsCode(asset)) throw new CommandException("--asset is a code, for example credit.");
        var perDollar = options["--per-usd"] is { } rate ? Positive("--per-usd", rate) : 1m;
        if ((asset == PriceOptions.Dollar) == (options["--per-usd"] is not null))
            throw new CommandException("--per-usd says how many of the asset a dollar is, for every asset but USD: --asset credit --per-usd 100.");

        var accepted = List(options["--accept"]);
        if (accepted.Except(PriceDoubts.Acceptable).Any()) throw new CommandException($"--accept takes {string.Join(',', PriceDoubts.Acceptable)}.");
        return new()
        {
            Models = List(options["--models"]),
            Providers = List(options["--provider"]),
            Markup = options["--markup"] is { } markup ? Percent(markup) : 1m,
            Asset = asset,
            PerDollar = perDollar,
            EffectiveFrom = Day(options["--effective-from"]),
            Meter = Id("--meter", options["--meter"] ?? "tokens"),
            EventType = options["--event-type"] ?? "llm.answer",
            CardId = Id("--card", options["--card"] ?? "default"),
            Version = options["--version"] is { } version ? Version(version) : 1,
            Accepted = accepted.ToHashSet(StringComparer.Ordinal),
        };
    }

    private static string[] List(string? text) => text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static decimal Positive(string name, string text) =>
        DecimalText.TryParse(text, out var value) && value > 0m ? value : throw new CommandException($"{name} is a number above zero, for example 100.");

    private static decimal Percent(string text) =>
        text.EndsWith('%') && DecimalText.TryParse(text.AsSpan(0, text.Length - 1), out var percent) && percent > -Hundred
            ? (Hundred + percent) / Hundred
            : throw new CommandException("--markup is in percent, for example 20%.");

    private static DateOnly Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new CommandException("--effective-from is needed: the day the prices begin, for example 2026-07-01.");

    private static string Id(string name, string text) => Identifier.IsValid(text) ? text : throw new CommandException($"{name} is an id: letters, digits and . _ : @ -");

    private static int Version(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0 ? version : throw new CommandException("--version is a whole number from 1.");
}
