using System.Collections.Frozen;

namespace Farebox.Http.Edge;

/// <summary>All routes. One spelling of a path is the route; any other is not there.</summary>
/// <remarks>
/// The framework's routing ignores letter case, takes a trailing slash and decodes before it matches, which makes
/// aliases of one resource. This table reads the request target as it was sent, and only ids may be percent-encoded.
/// </remarks>
internal sealed class RouteTable
{
    private readonly FrozenDictionary<string, ApiRoute[]>.AlternateLookup<ReadOnlySpan<char>> _exact;
    private readonly ApiRoute[][] _patterns;

    public RouteTable(IEnumerable<ApiRoute> routes)
    {
        All = [.. routes];
        var byPath = All.GroupBy(route => route.Path, StringComparer.Ordinal).ToArray();
        _exact = byPath.Where(group => !group.Key.Contains('{', StringComparison.Ordinal))
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        _patterns = [.. byPath.Where(group => group.Key.Contains('{', StringComparison.Ordinal)).Select(group => group.ToArray())];
    }

    public IReadOnlyList<ApiRoute> All { get; }

    /// <summary>The routes of a path, one per method, and the ids that stand in it; nothing when there is no such path.</summary>
    public ApiRoute[]? Find(ReadOnlySpan<char> path, out string[] ids)
    {
        ids = [];
        if (_exact.TryGetValue(path, out var routes)) return routes;

        foreach (var pattern in _patterns)
        {
            if (PathPattern.TryMatch(pattern[0].Segments, path, out ids)) return pattern;
        }

        return null;
    }
}
