namespace Farebox.Bench.Run;

/// <summary>The rows there are, in the order of the table.</summary>
public static class RowNames
{
    /// <summary>What runs unless something else is asked for.</summary>
    public static IReadOnlyList<string> Default { get; } =
    [
        "n1.hot", "n1.spread", "n1_batched.hot", "n1_batched.spread",
        "journal.hot", "journal.spread", "hold_capture.hot",
        "http1.hot", "http1.spread", "http100.hot", "http100.spread",
        "journal.hot@10k/s", "journal.spread@10k/s", "journal.hot@40k/s", "journal.spread@40k/s",
    ];

    /// <summary>Eight callers with one command each: what a small service sees. No floor, so only on request.</summary>
    public static IReadOnlyList<string> OnRequest { get; } = ["journal.hot@8", "journal.spread@8", "http1.hot@8", "http1.spread@8"];

    /// <summary>
    /// The naive column first, after a pause; then the rows of many accounts, so that what they put off is done before the next
    /// round; then those of one.
    /// </summary>
    public static int PlaceInRound(string name) =>
        IsNaive(name) ? 0 : name.Contains(".spread", StringComparison.Ordinal) ? 1 : 2;

    public static bool IsNaive(string name) => name.StartsWith("n1", StringComparison.Ordinal);

    public static bool IsOverHttp(string name) => name.StartsWith("http", StringComparison.Ordinal);

    public static bool IsInProcess(string name) => !IsNaive(name) && !IsOverHttp(name);
}
