using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>Something about a book that somebody wants to be told: what an entry brought about, and never more than once.</summary>
public sealed record Notice
{
    /// <summary>What it tells.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>When that came to be so: when the entry was recorded, or the instant at which something fell due.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The asset it is about; absent for a limit on something that is not debited.</summary>
    public Asset? Asset { get; init; }

    /// <summary>The alert rule that asked for it, or the limit; empty when nobody had to.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The member it is about; empty for the account itself.</summary>
    public string Member { get; init; } = "";

    /// <summary>The grant, hold or top-up it is about; empty when it is about none.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Why, as a code, where there is a reason to give.</summary>
    public string Reason { get; init; } = "";

    /// <summary>An instant still to come that it speaks of, such as the expiry of a grant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Hundredths of a limit or cap that were reached.</summary>
    public int? Percent { get; init; }

    /// <summary>Its figures, each under its name on the wire.</summary>
    public ImmutableArray<Figure> Figures { get; init; } = [];
}

/// <summary>A number with a name.</summary>
/// <param name="Name">What the wire calls it.</param>
/// <param name="Units">Whole smallest units.</param>
/// <param name="Scale">Decimal places of these units.</param>
public readonly record struct Figure(string Name, long Units, int Scale)
{
    /// <summary>An amount.</summary>
    public Figure(string name, Amount amount)
        : this(name, amount.Units, amount.Asset.Scale)
    {
    }

    /// <summary>The number, exactly, as the wire writes it.</summary>
    public string Text => DecimalText.Format(Units, Scale);
}

/// <summary>What a notice tells.</summary>
public enum NoticeKind
{
    /// <summary>Little is left.</summary>
    BalanceLow,

    /// <summary>Nothing is left.</summary>
    BalanceExhausted,

    /// <summary>There is enough again.</summary>
    BalanceRecovered,

    /// <summary>Units of a grant are about to expire.</summary>
    GrantExpiring,

    /// <summary>Use is owed for.</summary>
    DebtBegun,

    /// <summary>Nothing is owed any more.</summary>
    DebtSettled,

    /// <summary>A hold ran out of time.</summary>
    HoldLapsed,

    /// <summary>A threshold of a limit was reached.</summary>
    LimitReached,

    /// <summary>Credit is being bought.</summary>
    TopUpRequested,

    /// <summary>Credit was bought.</summary>
    TopUpPaid,

    /// <summary>A payment failed.</summary>
    TopUpFailed,

    /// <summary>No more is bought until somebody sets the rule anew.</summary>
    TopUpDisabled,

    /// <summary>Part or all of what may be bought in a month has been.</summary>
    TopUpCapReached,
}

/// <summary>The event types of notices, as feeds and webhooks name them.</summary>
public static class NoticeKinds
{
    private static readonly string[] Names =
    [
        "balance.low", "balance.exhausted", "balance.recovered", "grant.expiring", "debt.begun", "debt.settled", "hold.lapsed", "limit.reached",
        "top_up.requested", "top_up.paid", "top_up.failed", "top_up.disabled", "top_up.cap_reached",
    ];

    /// <summary>The names in the order of <see cref="NoticeKind"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The event type.</summary>
    public static string Name(this NoticeKind kind) => Names[(int)kind];
}
