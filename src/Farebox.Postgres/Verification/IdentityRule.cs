using Farebox.Charging;
using Farebox.Ledger;

namespace Farebox.Postgres.Verification;

/// <summary>The key of an entry is derived from what the entry names, where it names it; an idempotency key is known only to its caller.</summary>
internal sealed class IdentityRule() : ReplayRule("I-23", "Every entry stands under the identity of what it names.")
{
    protected override void Before(ReplayedBook replayed, Entry entry)
    {
        var (tenant, account) = (replayed.Head.TenantId, replayed.Head.Account);
        var expected = entry.Body switch
        {
            AccountOpened => Identity.OfNamed(tenant, account, "account", account),
            MemberAdded member => Identity.OfNamed(tenant, account, "member", member.Id),
            GrantIssued grant => Identity.OfNamed(tenant, account, "grant", grant.Terms.Id),
            UnitsMoved moved => Identity.OfNamed(tenant, account, "grant", moved.Terms.Id),
            GrantPaid paid => Identity.OfNamed(tenant, account, "paid", paid.Grant),
            ScheduleSet schedule => Identity.OfNamed(tenant, account, "schedule", schedule.Terms.Id),
            UsageReported usage => Identity.OfEvent(tenant, account, usage.Source, usage.Id),
            UsageCorrected corrected => CorrectUsage.IdentityOf(tenant, account, corrected.Source, corrected.Id, corrected.Number),
            HoldDecided hold => HoldName.IdentityOf(tenant, account, hold.Terms.Id),
            FellDue due => Identity.OfDue(tenant, account, due.Item),
            TopUpDecided decided => Identity.OfDue(tenant, account, decided.Item),
            TopUpSettled settled => Identity.OfNamed(tenant, account, settled.Grant is null ? "top-up failed" : "top-up paid", settled.Id),
            _ => entry.Key16,
        };
        if (entry.Key16 != expected) Fail(entry, $"identity of the {entry.Kind}", $"{expected}", $"{entry.Key16}");
    }
}
