using System.Globalization;
using Farebox.Bench.Run;

namespace Farebox.Bench.Output;

/// <summary>The least that a row must reach. Only ratios, latencies, CPU and log bytes have floors: raw rates say more about the machine.</summary>
public sealed record Floor(string Row, string Figure, Func<RowFigures, double?> Read, double Bound, bool IsAtLeast)
{
    public static IReadOnlyList<Floor> All { get; } =
    [
        Ratio("journal.hot", 40), Ratio("journal.spread", 8),
        Ratio("http100.hot", 30), Ratio("http100.spread", 6),
        Ratio("http1.hot", 12), Ratio("http1.spread", 3),
        P99("http1.hot", 10), P99("http1.spread", 10),
        P99("journal.hot@10k/s", 8), P99("journal.spread@10k/s", 8),
        P99("journal.hot@40k/s", 25), P99("journal.spread@40k/s", 25),
        Ratio("hold_capture.hot", 15),
        new("journal.spread", "CPU µs per event", row => row.CpuMicroseconds, 30, IsAtLeast: false),
        new("journal.spread", "WAL bytes per event", row => row.WalBytes, 900, IsAtLeast: false),
    ];

    /// <summary>A figure that was not measured meets nothing.</summary>
    public bool IsMetBy(RowFigures row) => Read(row) is { } value && (IsAtLeast ? value >= Bound : value <= Bound);

    /// <summary>The floors of the rows that were run; empty when none of them has one.</summary>
    public static string Table(IReadOnlyList<RowFigures> rows)
    {
        var cells = from floor in All
                    join row in rows on floor.Row equals row.Name
                    where floor.Read(row) is not null
                    select floor.Cells(row);
        var table = cells.ToArray();
        return table.Length == 0 ? "" : MarkdownTable.Of(["row", "figure", "floor", "measured", "verdict"], table);
    }

    private string[] Cells(RowFigures row) =>
    [
        Row,
        Figure,
        string.Create(CultureInfo.InvariantCulture, $"{(IsAtLeast ? "≥" : "≤")} {Bound:N0}"),
        string.Create(CultureInfo.InvariantCulture, $"{Read(row):N2}"),
        IsMetBy(row) ? "met" : "NOT met",
    ];

    private static Floor Ratio(string row, double bound) => new(row, "× N1", figures => figures.RatioToN1, bound, IsAtLeast: true);

    private static Floor P99(string row, double bound) => new(row, "p99 ms", figures => figures.P99Ms, bound, IsAtLeast: false);
}
