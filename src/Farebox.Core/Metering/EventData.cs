namespace Farebox.Metering;

/// <summary>The <c>data</c> object of an event, flattened: a dotted path such as <c>usage.input_tokens</c> finds a scalar.</summary>
/// <remarks>
/// At most 64 scalar fields and 8 levels. Elements of arrays have no path. A path is unique: an event in which two members
/// spell the same path is refused when it is read.
/// </remarks>
public sealed class EventData
{
    public const int FieldsMax = 64;
    public const int DepthMax = 8;

    private readonly DataNode[] _nodes;
    private readonly byte[] _raw;
    private readonly byte[] _unescaped;

    internal EventData(DataNode[] nodes, byte[] raw, byte[] unescaped) => (_nodes, _raw, _unescaped) = (nodes, raw, unescaped);

    /// <summary>The data of an event that has none.</summary>
    public static EventData Empty { get; } = new([], [], []);

    /// <param name="path">Member names in UTF-8, joined by dots.</param>
    public bool TryGet(ReadOnlySpan<byte> path, out EventField field)
    {
        var nodes = _nodes;
        for (var i = 0; i < nodes.Length; i++)
        {
            if (!IsAt(i, path)) continue;

            ref readonly var node = ref nodes[i];
            field = new(node.Kind, node.Value.In(_raw, _unescaped));
            return true;
        }

        field = default;
        return false;
    }

    /// <summary>The whole object again. It is written anew, so it is not for what every event needs.</summary>
    internal System.Text.Json.JsonElement ToJson() => DataJson.Write(_nodes, _raw, _unescaped);

    // Compares from the last name to the first, so most fields are dismissed by one length or one byte.
    private bool IsAt(int index, ReadOnlySpan<byte> path)
    {
        while (true)
        {
            ref readonly var node = ref _nodes[index];
            if (!node.HasName || node.Name.Length > path.Length) return false;
            if (!path.EndsWith(node.Name.In(_raw, _unescaped))) return false;

            path = path[..^node.Name.Length];
            if (node.Parent < 0) return path.IsEmpty;
            if (path.IsEmpty || path[^1] != (byte)'.') return false;

            path = path[..^1];
            index = node.Parent;
        }
    }
}
