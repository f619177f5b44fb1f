using System.Text;
using System.Text.Unicode;

namespace Farebox.Files.Yaml;

/// <summary>The bytes of a file as text: UTF-8, not too long, without characters that hide or reorder what people read.</summary>
internal static class YamlSource
{
    public const int BytesMax = 4 << 20;

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <returns>Nothing when the file cannot be read as text; the reason is found.</returns>
    public static string? Read(string file, ReadOnlySpan<byte> bytes, Findings found)
    {
        if (bytes.Length > BytesMax)
        {
            found.Error(new(file, 1, 1), $"the file has {bytes.Length} bytes; at most {BytesMax} are read. Share it out over several files.");
            return null;
        }

        // Some editors put a mark before the text; it says nothing that is not so already.
        if (bytes.StartsWith(Mark)) bytes = bytes[Mark.Length..];
        if (FirstInvalid(bytes) is { } invalid)
        {
            found.Error(PlaceOf(file, bytes[..invalid]), "the bytes here are not UTF-8. Save the file as UTF-8.");
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes);
        return IsReadable(file, text, found) ? text : null;
    }

    /// <summary>Controls other than line ends and tabs, and marks that change the direction of what is shown.</summary>
    public static bool IsMisleading(char character) =>
        character is < ' ' and not ('\t' or '\n' or '\r') or >= '\x7F' and <= '\x9F' or >= '\u2028' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\uFEFF';

    private static int? FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes)) return null;

        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done) at += length;
        return at;
    }

    private static bool IsReadable(string file, string text, Findings found)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsMisleading(text[i])) continue;
            return found.Error(PlaceOf(file, Encoding.UTF8.GetBytes(text[..i])), $"the character U+{(int)text[i]:X4} is not allowed: it cannot be seen, or misleads. Remove it.");
        }

        return true;
    }

    private static Place PlaceOf(string file, ReadOnlySpan<byte> before)
    {
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new(file, before.Count((byte)'\n') + 1, before.Length - lineStart + 1);
    }
}
