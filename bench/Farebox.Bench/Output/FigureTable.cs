using System.Globalization;
using Farebox.Bench.Run;

namespace Farebox.Bench.Output;

/// <summary>All rows with all their figures, for people.</summary>
public static class FigureTable
{
    private static readonly string[] Header =
        ["row", "per second (min–max)", "× N1", "p50 ms", "p95 ms", "p99 ms", "CPU µs/op", "WAL B/op", "disk B/op"];

    public static string Of(IEnumerable<RowFigures> rows) => MarkdownTable.Of(Header, rows.Select(Cells));

    private static string[] Cells(RowFigures row) =>
    [
        row.Name,
        Text($"{row.PerSecond.Median:N0} ({row.PerSecond.Min:N0}–{row.PerSecond.Max:N0})"),
        row.RatioToN1 is { } ratio ? Text($"{ratio:N2}") : "–",
        Text($"{row.P50Ms:N2}"),
        Text($"{row.P95Ms:N2}"),
        Text($"{row.P99Ms:N2}"),
        Text($"{row.CpuMicroseconds:N1}"),
        Text($"{row.WalBytes:N0}"),
        Text($"{row.DiskBytes:N0}"),
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
