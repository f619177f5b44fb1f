using YamlDotNet.Core;

namespace Farebox.Files.Yaml;

/// <summary>Says what is wrong with a text that is not YAML, and where.</summary>
internal static class YamlFault
{
    /// <summary>Begins the faults that are written here, which need no explanation.</summary>
    public const string Ours = "farebox: ";

    public static void Find(string file, string text, YamlException fault, Findings found)
    {
        var place = new Place(file, (int)Math.Max(1, fault.Start.Line), (int)Math.Max(1, fault.Start.Column));
        if (fault.Message.StartsWith(Ours, StringComparison.Ordinal)) found.Error(place, fault.Message[Ours.Length..]);
        else if (FirstTab(text, place) is { } tab) found.Error(tab, "a tab stands before the first word of this line. YAML indents with spaces: replace it.");
        else
            found.Error(
                place, $"this is not YAML: {Lower(fault.Message.TrimEnd('.'))}. Look at the indentation, the colons and the quotes here and in the line above.");
    }

    // The parser says where the map begins that the tab is in, which may be the file's first line.
    private static Place? FirstTab(string text, Place start)
    {
        var lines = text.Split('\n');
        for (var i = start.Line - 1; i < lines.Length; i++)
        {
            var indent = lines[i].Length - lines[i].TrimStart(' ').Length;
            if (indent < lines[i].Length && lines[i][indent] == '\t') return start with { Line = i + 1, Column = indent + 1 };
        }

        return null;
    }

    private static string Lower(string sentence) => sentence.Length == 0 ? sentence : char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
