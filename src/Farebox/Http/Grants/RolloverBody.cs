using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Http.Grants;

/// <summary>Reads what becomes of the rest of a grant when it expires.</summary>
internal static class RolloverBody
{
    private const int GenerationsMax = 1_000;

    public static RolloverTerms? Read(BodyReader? body, Asset? asset)
    {
        if (body is null) return null;

        var fraction = body.OptionalDecimal("fraction") ?? 1m;
        if (fraction is < 0m or > 1m || decimal.Truncate(fraction * RolloverTerms.Whole) != fraction * RolloverTerms.Whole) body.Fault("fraction", ProblemCodes.NumberOutOfRange, "\"fraction\" is from 0 to 1, with at most 6 decimal places.");
        var terms = new RolloverTerms
        {
            Basis = (RolloverBasis)Words.Index(body, "basis", RolloverWords.Bases),
            FractionParts = (int)decimal.Clamp(fraction * RolloverTerms.Whole, 0m, RolloverTerms.Whole),
            Cap = body.Has("cap") ? body.RequiredUnits("cap", asset, min: 0) : null,
            CapOf = (RolloverCapOf)Words.Index(body, "cap_of", RolloverWords.CapsOf),
            GenerationsMax = body.OptionalInteger("max_generations", 0, GenerationsMax),
            Order = (RolloverOrder)Words.Index(body, "order", RolloverWords.Orders),
            NewExpiry = SpanBody.Read(body.OptionalObject("new_expiry")),
            Zone = SpanBody.Zone(body).Id,
            OnPlanChange = (RolloverOnPlanChange)Words.Index(body, "on_plan_change", RolloverWords.OnPlanChange),
        };
        if (terms is { CapOf: RolloverCapOf.Total, Cap: null }) body.Fault("cap_of", ProblemCodes.InvalidRule, "A cap of the total needs a cap.");
        return terms;
    }
}

/// <summary>Reads a length of calendar time, and the zone whose calendar it is.</summary>
internal static class SpanBody
{
    private const string Utc = "UTC";

    public static CadenceSpan? Read(BodyReader? body)
    {
        if (body is null) return null;

        var unit = body.RequiredWord("unit", ScheduleWords.Units);
        var count = body.OptionalInteger("count", 1, CadenceSpan.CountMax) ?? 1;
        return new((CadenceUnit)Words.IndexOf(ScheduleWords.Units, unit), count);
    }

    public static TimeZoneInfo Zone(BodyReader body)
    {
        var name = body.OptionalString("zone", Rules.Name) ?? Utc;
        if (name == Utc) return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId) return zone;

        body.Fault("zone", ProblemCodes.InvalidValue, "\"zone\" is a time zone of the IANA database, such as Europe/Berlin.");
        return TimeZoneInfo.Utc;
    }
}

/// <summary>Words of a closed list as the numbers of their enumeration.</summary>
internal static class Words
{
    public static int Index(BodyReader body, string name, IReadOnlyList<string> words) => body.OptionalWord(name, words) is { } word ? IndexOf(words, word) : 0;

    public static int IndexOf(IReadOnlyList<string> words, string word)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == word) return i;
        }

        return 0;
    }
}
