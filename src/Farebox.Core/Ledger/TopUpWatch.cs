namespace Farebox.Ledger;

/// <summary>A top-up rule in its book, and where its buying stands.</summary>
public sealed class TopUpWatch
{
    internal TopUpWatch(string asset, TopUpRule? rule = null) => (Asset, Rule) = (asset, rule);

    /// <summary>The asset, by its code.</summary>
    public string Asset { get; }

    /// <summary>The rule; <see langword="null"/> when it was removed: what was bought under it is remembered.</summary>
    public TopUpRule? Rule { get; internal set; }

    /// <summary>Where it stands.</summary>
    public TopUpStanding Standing { get; internal set; } = new();

    /// <summary>What has been asked for in the month of an instant and has not failed.</summary>
    internal long ChargedIn(DateTimeOffset at) => Standing.Month == TopUpStanding.MonthOf(at) ? Standing.MonthCharged : 0;

    /// <summary>The due item that decides next.</summary>
    internal DueItem? Due => Standing.WantedAt is { } at ? new(at, DueKind.TopUp, FormattableString.Invariant($"{Asset}/{Standing.Count}")) : null;
}

/// <summary>Where the buying of an asset stands.</summary>
public sealed record TopUpStanding
{
    /// <summary>Decisions to buy or not so far; no two of them share a number.</summary>
    public long Count { get; init; }

    /// <summary>The purchase that nothing has been heard of yet. There is never more than one.</summary>
    public string? InFlight { get; init; }

    /// <summary>When it is decided next whether to buy; <see langword="null"/> while nothing calls for it.</summary>
    public DateTimeOffset? WantedAt { get; init; }

    /// <summary>Payments that have failed in a row.</summary>
    public int Failures { get; init; }

    /// <summary>Whether nothing is bought until the rule is set anew, because too many payments failed.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>The calendar month of UTC that <see cref="MonthCharged"/> is of, by its first instant.</summary>
    public DateTimeOffset Month { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>What has been asked for in that month and has not failed, in the currency of the price.</summary>
    public long MonthCharged { get; init; }

    /// <summary>The most of the cap that was told of in that month, in hundredths; one more when a purchase was declined.</summary>
    public int CapTold { get; init; }

    /// <summary>The first instant of the calendar month of UTC that an instant is in.</summary>
    internal static DateTimeOffset MonthOf(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The same in the month of an instant: a new month has a cap of its own.</summary>
    internal TopUpStanding In(DateTimeOffset at) => Month == MonthOf(at) ? this : this with { Month = MonthOf(at), MonthCharged = 0, CapTold = 0 };
}
