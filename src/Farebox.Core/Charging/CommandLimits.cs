using System.Globalization;
using Farebox.Ledger;

namespace Farebox.Charging;

/// <summary>Sets a named limit, or proposes to where that takes a second approver.</summary>
public sealed class DefineLimit(int tenantId, string account, string key, LimitTerms terms)
    : Command(tenantId, account, Identity.OfKey(tenantId, account, key), ContentOf(terms))
{
    /// <summary>What it is to be.</summary>
    public LimitTerms Terms { get; } = terms;

    private static Guid ContentOf(LimitTerms terms) => Identity.OfContent(
        "limit", terms.Id, terms.Member, terms.Meter, terms.Model, terms.ApiKey, terms.Measure.ToString(), terms.Asset?.Code,
        terms.Window.Span.ToString(), terms.Window.Zone, $"{terms.Window.Length.Ticks}", $"{terms.Max}", terms.IsHard ? "hard" : "soft",
        string.Join(',', terms.AlertAt), $"{terms.ApproveAbove}", terms.Worth.ToString(CultureInfo.InvariantCulture), $"{terms.MarkupMin}");
}

/// <summary>Removes a limit, or decides what was proposed for one.</summary>
public sealed class ChangeLimit(int tenantId, string account, string key, string id, LimitAct act)
    : Command(tenantId, account, Identity.OfKey(tenantId, account, key), Identity.OfContent("limit", id, act.ToString()))
{
    /// <summary>The limit; a total limit by <see cref="TotalLimitId"/>.</summary>
    public string Id { get; } = id;

    /// <summary>What to do.</summary>
    public LimitAct Act { get; } = act;
}
