using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Http.Alerts;

/// <summary>Reads the body that sets an alert rule.</summary>
internal static class AlertRuleBody
{
    /// <summary>A year: no longer than people plan ahead, and far from the end of time.</summary>
    private const int WithinSecondsMax = 366 * 24 * 3600;

    public static AlertRule? Read(BodyReader body, Asset? asset)
    {
        var id = body.RequiredString("id", Rules.Id);
        var kind = AlertKinds.Parse(body.RequiredWord("kind", AlertKinds.All));
        var member = body.OptionalString("member", Rules.Id) ?? "";
        var isLow = kind == AlertKind.LowBalance;
        var units = Units(body, "below", asset, isLow);
        var percent = Percent(body, "below_percent", isLow);
        var recoverUnits = Units(body, "recovered_above", asset, isLow);
        var recoverPercent = Percent(body, "recovered_above_percent", isLow);
        var within = body.OptionalInteger("within_seconds", 1, WithinSecondsMax);
        Check(body, kind, member, (units, percent), (recoverUnits, recoverPercent), within);
        if (body.HasFaults) return null;

        return new()
        {
            Id = id, Kind = kind, Asset = asset!, Member = member, Units = units, Percent = percent, RecoverUnits = recoverUnits,
            RecoverPercent = recoverPercent, Within = TimeSpan.FromSeconds(within ?? 0),
        };
    }

    private static long? Units(BodyReader body, string name, Asset? asset, bool isAllowed)
    {
        if (!body.Has(name)) return null;
        if (!isAllowed) body.Fault(name, ProblemCodes.InvalidRule, $"\"{name}\" is for low_balance.");
        return body.RequiredUnits(name, asset, min: 0);
    }

    private static int? Percent(BodyReader body, string name, bool isAllowed)
    {
        if (body.Has(name) && !isAllowed) body.Fault(name, ProblemCodes.InvalidRule, $"\"{name}\" is for low_balance.");
        return body.OptionalInteger(name, 1, 99);
    }

    private static void Check(
        BodyReader body, AlertKind kind, string member, (long? Units, int? Percent) low, (long? Units, int? Percent) recovered, int? within)
    {
        if (kind == AlertKind.LowBalance && low.Units is null == low.Percent is null)
            body.Fault("below", ProblemCodes.InvalidRule, "A low balance is told by \"below\" or by \"below_percent\", one of the two.");
        if (recovered.Units < low.Units || (recovered.Units is not null && low.Percent is not null))
            body.Fault("recovered_above", ProblemCodes.InvalidRule, "\"recovered_above\" goes with \"below\", and is not under it.");
        if (recovered.Percent < low.Percent || (recovered.Percent is not null && low.Units is not null))
            body.Fault("recovered_above_percent", ProblemCodes.InvalidRule, "\"recovered_above_percent\" goes with \"below_percent\", and is not under it.");
        if (kind == AlertKind.ExpiringSoon != within is not null)
            body.Fault("within_seconds", ProblemCodes.InvalidRule, "\"within_seconds\" is for expiring_soon, which needs it.");
        if (member.Length > 0 && kind is AlertKind.ExpiringSoon or AlertKind.Debt)
            body.Fault("member", ProblemCodes.InvalidRule, "What expires and what is owed are the account's; a rule about them names no member.");
    }
}
