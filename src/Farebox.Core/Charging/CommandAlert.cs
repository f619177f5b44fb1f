using Farebox.Ledger;

namespace Farebox.Charging;

/// <summary>Sets an alert rule, or removes one.</summary>
/// <param name="tenantId">Whose it is.</param>
/// <param name="account">The account it watches.</param>
/// <param name="key">The caller's name for the request.</param>
/// <param name="id">The id of the rule.</param>
/// <param name="rule">The rule; <see langword="null"/> to remove it.</param>
public sealed class SetAlertRule(int tenantId, string account, string key, string id, AlertRule? rule)
    : Command(tenantId, account, Identity.OfKey(tenantId, account, key), ContentOf(id, rule))
{
    /// <summary>The id of the rule.</summary>
    public string Id { get; } = id;

    /// <summary>The rule; <see langword="null"/> to remove it.</summary>
    public AlertRule? Rule { get; } = rule;

    private static Guid ContentOf(string id, AlertRule? rule) => rule is null
        ? Identity.OfContent("alert", id)
        : Identity.OfContent(
            "alert", id, rule.Kind.Name(), rule.Asset.Code, rule.Member, $"{rule.Units}", $"{rule.Percent}", $"{rule.RecoverUnits}",
            $"{rule.RecoverPercent}", $"{rule.Within.Ticks}");
}
