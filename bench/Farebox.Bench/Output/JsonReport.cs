using System.Text.Json;
using Farebox.Bench.Run;

namespace Farebox.Bench.Output;

/// <summary>The figures as an array for other programs; a row that is held against nothing has <c>ratio_to_n1</c> null.</summary>
public static class JsonReport
{
    public static async Task WriteAsync(string file, IEnumerable<RowFigures> rows, CancellationToken cancellation)
    {
        await using var stream = File.Create(file);
        await using var json = new Utf8JsonWriter(stream, new() { Indented = true });
        json.WriteStartArray();
        foreach (var row in rows) Write(json, row);
        json.WriteEndArray();
        await json.FlushAsync(cancellation);
    }

    private static void Write(Utf8JsonWriter json, RowFigures row)
    {
        json.WriteStartObject();
        json.WriteString("name", row.Name);
        json.WriteNumber("median", Math.Round(row.PerSecond.Median, 1, MidpointRounding.AwayFromZero));
        json.WriteNumber("min", Math.Round(row.PerSecond.Min, 1, MidpointRounding.AwayFromZero));
        json.WriteNumber("max", Math.Round(row.PerSecond.Max, 1, MidpointRounding.AwayFromZero));
        json.WriteNumber("p50_ms", row.P50Ms);
        json.WriteNumber("p99_ms", row.P99Ms);
        if (row.RatioToN1 is { } ratio) json.WriteNumber("ratio_to_n1", Math.Round(ratio, 3, MidpointRounding.AwayFromZero));
        else json.WriteNull("ratio_to_n1");
        json.WriteNumber("cpu_us", Math.Round(row.CpuMicroseconds, 2, MidpointRounding.AwayFromZero));
        json.WriteNumber("wal_bytes", Math.Round(row.WalBytes, 1, MidpointRounding.AwayFromZero));
        json.WriteEndObject();
    }
}
