using Farebox.Ledger;

namespace Farebox.Postgres.Journal;

/// <summary>The names that the journal's JSON and the API use for the ledger's enumerations: snake_case, fixed for ever.</summary>
public static class Names
{
    private static readonly string[] Kinds =
    [
        "", "account", "member", "grant", "limit", "event", "hold", "capture", "release", "due", "grow", "extend", "adjustment", "correction", "rerate", "move", "removal",
        "schedule", "limit_change", "reparent", "", "close", "await", "alert", "top_up", "exchange", "payment", "burn_order",
    ];

    private static readonly string[] Statuses = ["", "recorded", "refused", "unrated"];
    private static readonly string[] Lates = ["", "unknown", "lapsed", "released", "settled", "asset_mismatch", "closed"];
    private static readonly string[] Marks = ["late_capture", "over_limit", "member_unknown", "debt", "late", "future", "closed_period", "below_cost"];
    private static readonly string[] Ends = ["settled", "released", "lapsed"];
    private static readonly string[] Corrections = ["void", "amend", "rerate"];
    private static readonly string[] Moves = ["issued", "expired", "moved_in", "moved_out", "revoked"];
    private static readonly string[] Dues = ["lapse", "release", "rollover", "expiry", "renewal", "effective", "notice", "top_up"];
    private static readonly string[] Measures = ["spend", "quantity", "requests", "margin"];
    private static readonly string[] Spans = ["total", "hour", "day", "week", "month", "quarter", "year", "rolling"];
    private static readonly string[] Cancels = ["actual", "nothing", "minimum"];
    private static readonly string[] Acts = ["remove", "approve", "decline"];

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

    /// <summary>The name of what a limit counts.</summary>
    public static string Of(LimitMeasure measure) => Measures[(int)measure];

    /// <summary>The name of the length of a limit's window.</summary>
    public static string Of(LimitSpan span) => Spans[(int)span];

    /// <summary>The name of what was done to a limit.</summary>
    public static string Of(LimitAct act) => Acts[(int)act];

    /// <summary>The name of what a cancellation captures.</summary>
    public static string Of(CancelPolicy policy) => Cancels[(int)policy];

    /// <summary>The names of all that a cancellation may capture, in the order of their kind.</summary>
    public static IReadOnlyList<string> AllCancels => Cancels;

    /// <summary>What a cancellation captures, by its name.</summary>
    public static CancelPolicy ParseCancel(string name) => (CancelPolicy)IndexOf(Cancels, name);

    /// <summary>The names of all measures a limit can have, in the order of their kind.</summary>
    public static IReadOnlyList<string> AllMeasures => Measures;

    /// <summary>The names of all windows a limit can have, in the order of their length.</summary>
    public static IReadOnlyList<string> AllSpans => Spans;

    /// <summary>What a limit counts, by its name.</summary>
    public static LimitMeasure ParseMeasure(string name) => (LimitMeasure)IndexOf(Measures, name);

    /// <summary>The length of a limit's window, by its name.</summary>
    public static LimitSpan ParseSpan(string name) => (LimitSpan)IndexOf(Spans, name);

    internal static LimitAct ParseAct(string name) => (LimitAct)IndexOf(Acts, name);
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
