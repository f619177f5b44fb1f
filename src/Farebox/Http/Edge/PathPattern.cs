using Farebox.Metering;

namespace Farebox.Http.Edge;

/// <summary>Matches a path against the segments of a route.</summary>
internal static class PathPattern
{
    private const int IdsMax = 4;

    public static bool TryMatch(string[] segments, ReadOnlySpan<char> path, out string[] ids)
    {
        ids = [];
        if (path.Length == 0 || path[0] != '/' || path[1..].Count('/') != segments.Length - 1) return false;

        Span<Range> found = stackalloc Range[IdsMax];
        var idCount = 0;
        var rest = path[1..];
        var start = 1;
        foreach (var segment in segments)
        {
            var end = rest.IndexOf('/');
            var actual = end < 0 ? rest : rest[..end];
            if (segment[0] == '{') found[idCount++] = start..(start + actual.Length);
            else if (!actual.SequenceEqual(segment)) return false;

            start += actual.Length + 1;
            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return TryReadIds(path, found[..idCount], out ids);
    }

    // An id that could never have been created is not found, so nothing odd reaches a handler.
    private static bool TryReadIds(ReadOnlySpan<char> path, ReadOnlySpan<Range> found, out string[] ids)
    {
        ids = new string[found.Length];
        for (var i = 0; i < found.Length; i++)
        {
            var id = Decode(path[found[i]]);
            if (!Identifier.IsValid(id)) return false;
            ids[i] = id;
        }

        return true;
    }

    // Clients escape ':' and '@', which ids may contain; whatever else an escape yields is no id.
    private static string Decode(ReadOnlySpan<char> segment) =>
        segment.Contains('%') ? Uri.UnescapeDataString(segment) : segment.ToString();
}
