using Farebox.Ledger;

namespace Farebox.Charging;

/// <summary>Decisions on who is to be told what.</summary>
public sealed partial class Decider
{
    private static Decision Set(SetAlertRule set, Book book, DateTimeOffset now)
    {
        if (set.Rule is not { } rule)
        {
            return book.FindAlert(set.Id) is null
                ? Decision.Reject("alert_rule_unknown", $"There is no alert rule '{set.Id}'.")
                : Keep(set, book, now, EntryKind.Alert, new AlertRuleSet(set.Id, null), []);
        }

        if (!book.TryGetMember(rule.Member, out var member))
            return Decision.Reject("member_unknown", $"There is no member '{rule.Member}'. Add it first.");
        if (book.FindAlert(rule.Id) is null && book.Alerts.Count() >= AlertRule.CountMax)
            return Decision.Reject("too_many_alert_rules", $"An account has at most {AlertRule.CountMax} alert rules.");

        return Keep(set, book, now, EntryKind.Alert, new AlertRuleSet(rule.Id, rule), [], parent: member);
    }
}
