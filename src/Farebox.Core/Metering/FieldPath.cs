using System.Text;

namespace Farebox.Metering;

/// <summary>Dotted paths in an event's data.</summary>
internal static class FieldPath
{
    public const int BytesMax = 256;

    /// <exception cref="ArgumentException">Empty, too long, an empty name between dots, or not valid UTF-16.</exception>
    public static byte[] ToUtf8(string path, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(path, parameter);
        return Fault(path) is { } fault ? throw new ArgumentException(fault, parameter) : Encoding.UTF8.GetBytes(path);
    }

    public static bool IsPath(string path) => path.Length > 0 && Fault(path) is null;

    /// <summary>What is wrong with a path, as a sentence; or nothing.</summary>
    public static string? Fault(string path)
    {
        if (path.Split('.').Any(name => name.Length == 0)) return "A field is a dotted path of member names, none of them empty.";
        if (Encoding.UTF8.GetByteCount(path) > BytesMax) return $"A field has at most {BytesMax} bytes.";
        return path.Split('.').Length > EventData.DepthMax ? $"A field has at most {EventData.DepthMax} names." : null;
    }
}
