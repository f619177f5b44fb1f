using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>What somebody wants to be told of about an account, or about one of its members.</summary>
public sealed record AlertRule
{
    /// <summary>Rules an account may have at once: every entry that moves credit looks at each of them.</summary>
    public const int CountMax = 100;

    /// <summary>The seller's id for it, unique in the account.</summary>
    public required string Id { get; init; }

    /// <summary>What it watches.</summary>
    public required AlertKind Kind { get; init; }

    /// <summary>The asset it watches.</summary>
    public required Asset Asset { get; init; }

    /// <summary>Whose: what this member may still spend, its own limits and those above it included; empty for the account itself.</summary>
    public string Member { get; init; } = "";

    /// <summary>For a low balance: told at or below so many smallest units.</summary>
    public long? Units { get; init; }

    /// <summary>For a low balance instead: told at or below so many hundredths of what the live grants were granted; 1 to 99.</summary>
    public int? Percent { get; init; }

    /// <summary>Above so many smallest units it counts as recovered; never below what tells. Absent: above what tells.</summary>
    public long? RecoverUnits { get; init; }

    /// <summary>The same in hundredths, for a rule in hundredths; never below <see cref="Percent"/>.</summary>
    public int? RecoverPercent { get; init; }

    /// <summary>For what expires soon: how long before.</summary>
    public TimeSpan Within { get; init; }

    /// <summary>Whether it watches what can be spent.</summary>
    public bool IsOfBalance => Kind is AlertKind.LowBalance or AlertKind.Exhausted;

    /// <summary>Whether a balance calls for it. Arithmetic is exact: nothing is divided.</summary>
    internal bool IsLow(in Spendable standing) => Percent is { } percent
        ? (Int128)standing.Available * 100 <= (Int128)percent * standing.Granted
        : standing.Available <= (Units ?? 0);

    /// <summary>Whether a balance that had been low is so no longer. Between the two nothing is said.</summary>
    internal bool IsRecovered(in Spendable standing) => Percent is { } percent
        ? (Int128)standing.Available * 100 > (Int128)(RecoverPercent ?? percent) * standing.Granted
        : standing.Available > (RecoverUnits ?? Units ?? 0);

    /// <summary>When a grant of the asset is to be told of; <see langword="null"/> when it never expires.</summary>
    internal DateTimeOffset? TellsAt(GrantTerms grant) =>
        grant.ExpiresAt is not { } at ? null : at.Ticks > Within.Ticks ? at - Within : DateTimeOffset.UnixEpoch;
}

/// <summary>What an alert rule watches.</summary>
public enum AlertKind
{
    /// <summary>Little is left.</summary>
    LowBalance,

    /// <summary>Nothing is left.</summary>
    Exhausted,

    /// <summary>Units of a grant are about to expire.</summary>
    ExpiringSoon,

    /// <summary>Use is owed for that no credit paid.</summary>
    Debt,

    /// <summary>A hold ran out of time with units still in it.</summary>
    HoldLapsed,
}

/// <summary>The names of what a rule may watch, on the wire and in the journal.</summary>
public static class AlertKinds
{
    private static readonly string[] Names = ["low_balance", "exhausted", "expiring_soon", "debt", "hold_lapsed"];

    /// <summary>The names in the order of <see cref="AlertKind"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The name on the wire and in the journal.</summary>
    public static string Name(this AlertKind kind) => Names[(int)kind];

    /// <summary>Reads a name; ordinal, no aliases.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static AlertKind Parse(string name)
    {
        var index = Array.IndexOf(Names, name);
        return index >= 0 ? (AlertKind)index : throw new FormatException($"'{name}' is nothing that an alert rule watches.");
    }
}
