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
        if (path.Split('.').Any(name => name.Length == 0))
            throw new ArgumentException("A field is a dotted path of member names, none of them empty.", parameter);

        var utf8 = Encoding.UTF8.GetBytes(path);
        if (utf8.Length > BytesMax) throw new ArgumentException($"A field has at most {BytesMax} bytes.", parameter);
        if (path.Split('.').Length > EventData.DepthMax)
            throw new ArgumentException($"A field has at most {EventData.DepthMax} names.", parameter);

        return utf8;
    }
}
