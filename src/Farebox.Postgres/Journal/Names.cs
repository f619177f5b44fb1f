using Farebox.Ledger;

namespace Farebox.Postgres.Journal;

/// <summary>The names that the journal's JSON and the API use for the ledger's enumerations: snake_case, fixed for ever.</summary>
public static class Names
{
    private static readonly string[] Kinds =
    [
        "", "account", "member", "grant", "limit", "event", "hold", "capture", "release", "due", "grow", "extend", "adjustment", "correction", "rerate", "move", "removal",
        "schedule", "", "", "", "close", "", "alert", "top_up", "exchange", "payment", "burn_order",
    ];

    private static readonly string[] Statuses = ["", "recorded", "refused", "unrated"];
    private static readonly string[] Lates = ["", "unknown", "lapsed", "released", "settled", "asset_mismatch", "closed"];
    private static readonly string[] Marks = ["late_capture", "over_limit", "member_unknown", "debt", "late", "future", "closed_period"];
    private static readonly string[] Ends = ["settled", "released", "lapsed"];
    private static readonly string[] Corrections = ["void", "amend", "rerate"];
    private static readonly string[] Moves = ["issued", "expired", "moved_in", "moved_out", "revoked"];
    private static readonly string[] Dues = ["lapse", "release", "rollover", "expiry", "renewal", "effective", "notice", "top_up"];

    /// <summary>The name of an entry's kind.</summary>
    public static string Of(EntryKind kind) => Kinds[(int)kind];

    /// <summary>The name of an entry's status.</summary>
    public static string Of(EntryStatus status) => Statuses[(int)status];

    /// <summary>The name of the reason of a late capture; empty when there is none.</summary>
    public static string Of(LateCapture late) => Lates[(int)late];

    /// <summary>The name of how a hold ended.</summary>
    public static string Of(HoldEnd end) => Ends[(int)end];

    /// <summary>The name of what a correction does.</summary>
    public static string Of(CorrectionKind kind) => Corrections[(int)kind];

    /// <summary>The name of what fell due.</summary>
    public static string Of(DueKind kind) => Dues[(int)kind];

    /// <summary>The name of what became of a grant's units.</summary>
    public static string Of(GrantMoveKind kind) => Moves[(int)kind];

    /// <summary>The names of the marks that are set.</summary>
    public static IEnumerable<string> Of(UsageMarks marks) => Marks.Where((_, bit) => ((int)marks & (1 << bit)) != 0);

    internal static UsageMarks ParseMark(string name) => (UsageMarks)(1 << IndexOf(Marks, name));

    internal static LateCapture ParseLate(string name) => (LateCapture)IndexOf(Lates, name);

    internal static HoldEnd ParseEnd(string name) => (HoldEnd)IndexOf(Ends, name);

    internal static CorrectionKind ParseCorrection(string name) => (CorrectionKind)IndexOf(Corrections, name);

    internal static DueKind ParseDue(string name) => (DueKind)IndexOf(Dues, name);

    private static int IndexOf(string[] names, string name)
    {
        var index = Array.IndexOf(names, name);
        return index >= 0 ? index : throw new FormatException($"The journal does not know '{name}'.");
    }
}
