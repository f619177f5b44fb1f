using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Charging;

/// <summary>Moves units of a grant to a new one: to another expiry, to another owner, or as a loan.</summary>
public sealed class MoveUnits(int tenantId, string account, string from, string id, UnitsMove move)
    : Command(tenantId, account, Identity.OfNamed(tenantId, account, "grant", id), ContentOf(from, move))
{
    /// <summary>The grant they leave.</summary>
    public string From { get; } = from;

    /// <summary>The id of the new grant.</summary>
    public string Id { get; } = id;

    /// <summary>What is asked for.</summary>
    public UnitsMove Asked { get; } = move;

    private static Guid ContentOf(string from, UnitsMove move) => Identity.OfContent(
        "move", from, move.Reason.Name(), move.Amount, move.Owner, move.ExpiresAt is { } at ? $"{at.UtcTicks}" : move.NeverExpires ? "never" : null);
}

/// <summary>What is to be moved, and where.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Amount">How much, as a decimal text of the grant's asset in canonical form; absent: all that is not held.</param>
/// <param name="Owner">The member the new grant belongs to; absent: the account's pool, or the same owner for an extension.</param>
/// <param name="ExpiresAt">When the new grant expires, for an extension.</param>
/// <param name="NeverExpires">Whether it never does, for an extension.</param>
public sealed record UnitsMove(MoveReason Reason, string? Amount, string? Owner, DateTimeOffset? ExpiresAt, bool NeverExpires);

/// <summary>Takes credit away.</summary>
public sealed class RemoveUnits(int tenantId, string account, string key, string grant, GrantRemoval removal, string? amount, string? reason)
    : Command(tenantId, account, Identity.OfKey(tenantId, account, key), Identity.OfContent("remove", grant, removal.Name(), amount, reason))
{
    /// <summary>Of which grant.</summary>
    public string Grant { get; } = grant;

    /// <summary>What that means.</summary>
    public GrantRemoval Removal { get; } = removal;

    /// <summary>How much, as a decimal text of the grant's asset in canonical form; absent: the whole grant.</summary>
    public string? Amount { get; } = amount;

    /// <summary>Why, in the caller's words.</summary>
    public string? Reason { get; } = reason;
}

/// <summary>Says that a grant was paid for.</summary>
public sealed class MarkPaid(int tenantId, string account, string grant, string? reference)
    : Command(tenantId, account, Identity.OfNamed(tenantId, account, "paid", grant), Identity.OfContent("paid", grant, reference))
{
    /// <summary>Which.</summary>
    public string Grant { get; } = grant;

    /// <summary>The payment, in the caller's words.</summary>
    public string? Reference { get; } = reference;
}

/// <summary>Sets the burn order of an asset in an account.</summary>
public sealed class SetBurnOrder(int tenantId, string account, string key, Asset asset, BurnOrder order)
    : Command(tenantId, account, Identity.OfKey(tenantId, account, key), ContentOf(asset, order))
{
    /// <summary>Of what.</summary>
    public Asset Asset { get; } = asset;

    /// <summary>The order.</summary>
    public BurnOrder Order { get; } = order;

    private static Guid ContentOf(Asset asset, BurnOrder order) => Identity.OfContent(
        "burn-order", asset.Code, order.Name,
        string.Join(',', order.Keys.Select(key => $"{key.Word} {key.IsDescending} {string.Join(' ', key.Sources.Select(source => source.Name()))}")));
}

/// <summary>Sets up credit that is granted again and again.</summary>
/// <param name="startsNow">Whether it starts when it is recorded; the start in the terms, and an anchor that is the same, are replaced then.</param>
public sealed class SetUpSchedule(int tenantId, string account, ScheduleTerms terms, bool startsNow)
    : Command(tenantId, account, Identity.OfNamed(tenantId, account, "schedule", terms.Id), ContentOf(terms, startsNow))
{
    /// <summary>Its terms.</summary>
    public ScheduleTerms Terms { get; } = terms;

    /// <summary>Whether it starts when it is recorded.</summary>
    public bool StartsNow { get; } = startsNow;

    private static Guid ContentOf(ScheduleTerms terms, bool startsNow)
    {
        var cadence = terms.Cadence;
        return Identity.OfContent(
            [
                "schedule", .. IssueGrant.PartsOf(terms.Grant, startsNow), $"{cadence.Span.Unit} {cadence.Span.Count}",
                startsNow && cadence.Anchor == terms.StartsAt ? "" : $"{cadence.Anchor.UtcTicks}", cadence.Zone.Id, $"{terms.EndsAt?.UtcTicks}",
                $"{terms.Life} {terms.LifeSpan}", $"{terms.Proration}", $"{terms.ReleaseEvery}", $"{terms.Seats} {terms.OnSeatsAdded} {terms.OnSeatsRemoved}",
            ]);
    }
}

/// <summary>Sets the seats of a schedule.</summary>
public sealed class SetSeats(int tenantId, string account, string key, string schedule, int seats)
    : Command(tenantId, account, Identity.OfKey(tenantId, account, key), Identity.OfContent("seats", schedule, $"{seats}"))
{
    /// <summary>Which.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>How many it has from now on.</summary>
    public int Seats { get; } = seats;
}

/// <summary>Ends a schedule, now or at an instant to come.</summary>
public sealed class EndSchedule(int tenantId, string account, string key, string schedule, DateTimeOffset? at, ScheduleLeftover leftover)
    : Command(tenantId, account, Identity.OfKey(tenantId, account, key), Identity.OfContent("end", schedule, $"{at?.UtcTicks}", $"{leftover}"))
{
    /// <summary>Which.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>First instant at which it grants nothing any more; absent: now.</summary>
    public DateTimeOffset? At { get; } = at;

    /// <summary>What becomes of what is left of the period that runs.</summary>
    public ScheduleLeftover Leftover { get; } = leftover;
}
