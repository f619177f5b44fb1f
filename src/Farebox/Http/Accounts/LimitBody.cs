using System.Collections.Immutable;
using System.Text.Json;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Journal;

namespace Farebox.Http.Accounts;

/// <summary>Reads a named limit. Whether its meter has been made is not asked: a limit may come before what it counts.</summary>
internal sealed class LimitBody(BodyReader body, Call call, CatalogCache catalogs)
{
    private static readonly string[] Members =
        ["id", "meter", "model", "api_key", "measure", "window", "window_seconds", "zone", "hard", "alert_at", "approve_above", "worth", "markup_min"];

    /// <summary>Whether the body means a named limit; a total one has a member, an asset and an amount alone.</summary>
    public bool IsNamed => Array.Exists(Members, body.Has);

    public async ValueTask<LimitTerms> ReadAsync(Func<ValueTask<string>> zoneOfAccount)
    {
        var id = body.RequiredString("id", Rules.Id);
        var member = body.OptionalString("member", Rules.Id) ?? "";
        var meter = body.OptionalString("meter", Rules.Id);
        var model = body.OptionalString("model", Rules.Name);
        var apiKey = body.OptionalString("api_key", Rules.Id);
        var measure = body.OptionalWord("measure", Names.AllMeasures) is { } word ? Names.ParseMeasure(word) : LimitMeasure.Spend;
        var asset = measure is LimitMeasure.Spend or LimitMeasure.Margin ? await catalogs.FindAssetAsync(call, body, "asset") : null;
        if (measure == LimitMeasure.Quantity && meter is null) body.Fault("meter", ProblemCodes.MissingMember, "A quantity is that of a meter: name it.");

        var terms = new LimitTerms { Id = id, Member = member, Meter = meter, Model = model, ApiKey = apiKey, Measure = measure, Asset = asset, IsHard = body.OptionalBoolean("hard", otherwise: true) };
        return measure == LimitMeasure.Margin ? ReadMargin(terms) : await ReadCountingAsync(terms, zoneOfAccount);
    }

    private LimitTerms ReadMargin(LimitTerms terms)
    {
        var worth = body.OptionalDecimal("worth") ?? 1m;
        if (worth <= 0m && body.Has("worth")) body.Fault("worth", ProblemCodes.AmountNotPositive, "\"worth\" is above zero.");
        return terms with { Worth = worth, MarkupMin = body.OptionalInteger("markup_min", -99, 10_000) ?? 0 };
    }

    private async ValueTask<LimitTerms> ReadCountingAsync(LimitTerms terms, Func<ValueTask<string>> zoneOfAccount)
    {
        var window = await ReadWindowAsync(zoneOfAccount);
        var max = ReadUnits("max", terms, isRequired: true) ?? 0;
        return terms with { Window = window, Max = max, AlertAt = ReadAlerts(), ApproveAbove = ReadUnits("approve_above", terms, isRequired: false) };
    }

    private async ValueTask<LimitWindow> ReadWindowAsync(Func<ValueTask<string>> zoneOfAccount)
    {
        var span = body.OptionalWord("window", Names.AllSpans) is { } word ? Names.ParseSpan(word) : LimitSpan.Total;
        if (span == LimitSpan.Rolling)
        {
            var seconds = body.RequiredInteger("window_seconds", (int)LimitWindow.LengthMin.TotalSeconds, (int)LimitWindow.LengthMax.TotalSeconds);
            if (seconds % LimitWindow.Parts != 0) body.Fault("window_seconds", ProblemCodes.InvalidRule, $"A rolling window has {LimitWindow.Parts} parts of whole seconds: a multiple of {LimitWindow.Parts}.");
            return LimitWindow.Rolling(TimeSpan.FromSeconds(seconds));
        }

        if (span == LimitSpan.Total) return LimitWindow.Total;
        var zone = body.OptionalString("zone", Rules.Name) ?? await zoneOfAccount();
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) body.Fault("zone", ProblemCodes.InvalidValue, "\"zone\" is a time zone of the IANA database, such as Europe/Berlin.");
        return new(span, zone, TimeSpan.Zero);
    }

    private ImmutableArray<int> ReadAlerts()
    {
        if (body.Raw("alert_at", isRequired: false) is not { } sent) return [];

        var percents = ImmutableArray.CreateBuilder<int>();
        var isGood = sent.ValueKind == JsonValueKind.Array && sent.GetArrayLength() <= LimitTerms.AlertsMax;
        foreach (var item in isGood ? sent.EnumerateArray() : default)
        {
            isGood &= item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var percent) && percent is > 0 and <= LimitTerms.PercentMax
                && (percents.Count == 0 || percents[^1] < percent) && Add(percents, percent);
        }

        if (!isGood) body.Fault("alert_at", ProblemCodes.InvalidRule, $"\"alert_at\" is at most {LimitTerms.AlertsMax} rising whole percentages from 1 to {LimitTerms.PercentMax}.");
        return percents.DrainToImmutable();
    }

    private static bool Add(ImmutableArray<int>.Builder percents, int percent)
    {
        percents.Add(percent);
        return true;
    }

    private long? ReadUnits(string name, LimitTerms terms, bool isRequired)
    {
        if (!isRequired && !body.Has(name)) return null;
        if (terms.Measure == LimitMeasure.Spend) return body.RequiredUnits(name, terms.Asset, min: 0);

        var places = terms.Places;
        var number = body.RequiredDecimal(name);
        if (number < 0m) body.Fault(name, ProblemCodes.AmountNotPositive, $"\"{name}\" is zero or more.");
        var units = number * (places == 0 ? 1m : 1_000_000m);
        if (units != decimal.Truncate(units)) body.Fault(name, ProblemCodes.TooManyDecimals, $"\"{name}\" has at most {places} decimal places.");
        return (long)decimal.Truncate(units);
    }
}
