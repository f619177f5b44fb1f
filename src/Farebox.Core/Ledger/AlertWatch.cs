namespace Farebox.Ledger;

/// <summary>An alert rule in its book, and whether it has told of something that has not ended yet: it tells once per falling.</summary>
public sealed class AlertWatch
{
    internal AlertWatch(AlertRule rule) => Rule = rule;

    /// <summary>What is watched.</summary>
    public AlertRule Rule { get; }

    /// <summary>Since when what it watches is so; <see langword="null"/> while it is not.</summary>
    public DateTimeOffset? FiringSince { get; internal set; }
}
