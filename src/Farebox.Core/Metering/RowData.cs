using System.Text;

namespace Farebox.Metering;

/// <summary>The data of events that come as rows with the same fields, filled anew for every row. No JSON is written or read.</summary>
/// <remarks>An empty cell is a field that is missing. Values are under the rules of an event's texts.</remarks>
public sealed class RowData
{
    private static readonly Utf8Interner Texts = new(4096);

    private readonly int[] _nodeOf;
    private readonly DataNode[] _nodes;
    private readonly int _namesLength;
    private byte[] _bytes;
    private int _length;

    /// <param name="paths">The names on the way to each field. No field is another one, or lies inside another one.</param>
    /// <exception cref="ArgumentException">There are more fields than an event may have.</exception>
    public RowData(IReadOnlyList<string[]> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count > EventData.FieldsMax) throw new ArgumentException($"The data has at most {EventData.FieldsMax} fields.", nameof(paths));

        _bytes = new byte[1024];
        _nodeOf = new int[paths.Count];
        var nodes = new List<DataNode>();
        AddLevel(nodes, paths, [.. Enumerable.Range(0, paths.Count)], 0, -1);
        _nodes = [.. nodes];
        _namesLength = _length;
        Data = new(_nodes, _bytes, []);
    }

    /// <summary>What was set since <see cref="Clear"/>. It changes with the next row.</summary>
    public EventData Data { get; private set; }

    /// <summary>A text, the same object for what repeats from row to row.</summary>
    public static string TextOf(ReadOnlySpan<byte> utf8) => Texts.Get(utf8);

    public void Clear()
    {
        _length = _namesLength;
        foreach (var node in _nodeOf) _nodes[node].Kind = EventFieldKind.Null;
    }

    /// <param name="field">The number of the path.</param>
    /// <param name="utf8">Valid UTF-8; empty for none.</param>
    /// <returns>Why the value cannot be kept; null when it is.</returns>
    public MeasureError? Set(int field, ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return null;
        if (EventText.Fault(utf8) is { } code) return new(code, "A value cannot be kept: it is too long, or has characters that hide or mislead.");

        if (_bytes.Length - _length < utf8.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + utf8.Length));
            Data = new(_nodes, _bytes, []);
        }

        utf8.CopyTo(_bytes.AsSpan(_length));
        ref var node = ref _nodes[_nodeOf[field]];
        node.Kind = EventFieldKind.String;
        node.Value = new(_length, utf8.Length, IsUnescaped: false);
        _length += utf8.Length;
        return null;
    }

    private void AddLevel(List<DataNode> nodes, IReadOnlyList<string[]> paths, int[] fields, int depth, int parent)
    {
        foreach (var named in fields.GroupBy(field => paths[field][depth], StringComparer.Ordinal))
        {
            var index = nodes.Count;
            int[] inside = [.. named];
            var isLeaf = paths[inside[0]].Length == depth + 1;
            nodes.Add(new() { Name = AddName(named.Key), HasName = true, Parent = parent, Kind = isLeaf ? EventFieldKind.Null : EventFieldKind.Object });
            if (isLeaf) _nodeOf[inside[0]] = index;
            else AddLevel(nodes, paths, inside, depth + 1, index);
            nodes[index] = nodes[index] with { End = nodes.Count };
        }
    }

    private TextSlice AddName(string name)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        if (_bytes.Length - _length < utf8.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + utf8.Length));
        utf8.CopyTo(_bytes.AsSpan(_length));
        _length += utf8.Length;
        return new(_length - utf8.Length, utf8.Length, IsUnescaped: false);
    }
}
