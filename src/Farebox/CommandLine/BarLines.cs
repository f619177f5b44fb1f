using System.Numerics;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>A chart of a bar per line, drawn from whole numbers.</summary>
internal sealed class BarLines(IReadOnlyList<(string Label, Int128 Value)> bars)
{
    private const int Width = 50;

    public void Show(IAnsiConsole console, string title)
    {
        var most = bars.Count == 0 ? 0 : bars.Max(bar => bar.Value);
        if (most <= 0) return;

        var labelWidth = bars.Max(bar => bar.Label.Length);
        console.WriteLine();
        console.MarkupLine($"[grey]{Markup.Escape(title)}[/]");
        foreach (var (label, value) in bars)
            console.WriteLine($"{label.PadLeft(labelWidth)} {Bar(value, most)}".TrimEnd());
    }

    private static string Bar(Int128 value, Int128 most)
    {
        if (value <= 0) return "";

        var eighths = (int)((BigInteger)value * Width * 8 / most);
        return new string('█', eighths / 8) + (eighths % 8 == 0 ? (eighths == 0 ? "▏" : "") : "▏▎▍▌▋▊▉"[(eighths % 8) - 1].ToString());
    }
}
