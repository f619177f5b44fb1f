using System.Globalization;

namespace Farebox.Demo.Plan;

/// <summary>The hour of production traffic that ships inside the program, shifted by one constant.</summary>
internal static class Trace
{
    private const string Header = "TIMESTAMP,ContextTokens,GeneratedTokens";
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.fffffff";

    public static IReadOnlyList<TraceRow> Read()
    {
        using var file = typeof(Trace).Assembly.GetManifestResourceStream("azure2023_code.csv")
            ?? throw new InvalidOperationException("The trace is not inside this build.");
        using var reader = new StreamReader(file);
        return Read(reader);
    }

    public static IReadOnlyList<TraceRow> Read(TextReader reader)
    {
        if (reader.ReadLine() != Header) throw new FormatException($"The trace begins with '{Header}'.");

        var rows = new List<TraceRow>();
        while (reader.ReadLine() is { Length: > 0 } line) rows.Add(Parse(line, rows.Count + 1));
        return rows;
    }

    private static TraceRow Parse(string line, int number)
    {
        var fields = line.Split(',');
        if (fields.Length != 3) throw new FormatException($"Row {number} has {fields.Length} fields where 3 are due: '{line}'.");

        var at = DateTimeOffset.ParseExact(fields[0], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return new(number, at + DemoTime.Shift, ParseTokens(fields[1]), ParseTokens(fields[2]));
    }

    private static int ParseTokens(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
