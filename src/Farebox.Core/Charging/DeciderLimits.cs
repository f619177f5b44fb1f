using Farebox.Ledger;

namespace Farebox.Charging;

/// <summary>Decisions on named limits: whether one may be set, and whether somebody else has to agree.</summary>
public sealed partial class Decider
{
    private static Decision Define(DefineLimit define, Book book, DateTimeOffset now)
    {
        var terms = define.Terms;
        if (!book.TryGetMember(terms.Member, out var member)) return Decision.Reject("member_unknown", $"There is no member '{terms.Member}'. Add it first.");
        if (terms.Id.StartsWith(LimitTerms.TotalPrefix, StringComparison.Ordinal))
            return Decision.Reject("invalid_rule", $"Ids that begin with '{LimitTerms.TotalPrefix}' are those of total limits. Choose another.");

        var before = book.Limits.GetValueOrDefault(terms.Id);
        if (before is null && book.Limits.Count >= LimitTerms.CountMax) return Decision.Reject("too_many_limits", $"An account has at most {LimitTerms.CountMax} named limits.");
        if (before is not null && !before.Terms.CountsAs(terms))
            return Decision.Reject("already_exists", $"Limit '{terms.Id}' counts something else. Remove it first, or choose another id: what is counted never changes.");

        var body = new LimitDefined(terms, By(define), before is not null && Loosens(before.Terms, terms));
        return Keep(define, book, now, EntryKind.Limit, body, [], parent: member);
    }

    private static Decision Change(ChangeLimit change, Book book, DateTimeOffset now)
    {
        if (TotalLimitId.TryParse(change.Id, out var asset, out var memberId)) return RemoveTotal(change, book, asset, memberId, now);
        if (!book.Limits.TryGetValue(change.Id, out var limit)) return Decision.Reject("limit_unknown", $"The account has no limit '{change.Id}'.");

        if (change.Act != LimitAct.Remove)
        {
            if (limit.Pending is not { } pending) return Decision.Reject("nothing_proposed", $"No change of limit '{change.Id}' waits for approval.");
            if (change.Act == LimitAct.Approve && pending.By == By(change))
                return Decision.Reject("approver_same", "Whoever proposed a change does not approve it. Approve it with another key.");
        }

        var isProposed = change.Act == LimitAct.Remove && limit.Terms.ApproveAbove is not null;
        return Keep(change, book, now, EntryKind.LimitChange, new LimitChanged(change.Id, change.Act, By(change), isProposed), [], parent: limit.Member);
    }

    private static Decision RemoveTotal(ChangeLimit change, Book book, string asset, string memberId, DateTimeOffset now)
    {
        if (change.Act != LimitAct.Remove) return Decision.Reject("nothing_proposed", "Total limits change without approval.");
        if (!book.TryGetMember(memberId, out var member) || !member.Uses.Any(use => use.Asset.Code == asset && use.Limit is not null))
            return Decision.Reject("limit_unknown", $"The account has no limit '{change.Id}'.");

        return Keep(change, book, now, EntryKind.LimitChange, new LimitChanged(change.Id, LimitAct.Remove, By(change), false), [], parent: member);
    }

    /// <summary>Whether a change allows more than may be allowed without a second approver, or does away with what asks for one.</summary>
    private static bool Loosens(LimitTerms before, LimitTerms after) =>
        before.ApproveAbove is { } bound
        && ((after.Max > bound && after.Max > before.Max) || (before.IsHard && !after.IsHard) || after.ApproveAbove is not { } next || next > bound);

    private static string By(Command command) => command.Actor?.Key ?? "";
}
