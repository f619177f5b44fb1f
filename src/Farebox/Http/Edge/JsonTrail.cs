using System.Globalization;
using System.Text;

namespace Farebox.Http.Edge;

/// <summary>Where a reader stands in a JSON text, with the names each open object has had so far.</summary>
internal sealed class JsonTrail
{
    private readonly Stack<Frame> _frames = new();

    public int Depth => _frames.Count;

    public void Enter(bool isObject, bool isOurs) =>
        _frames.Push(new Frame { Names = isObject ? new(isOurs ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal) : null });

    public void Leave() => _frames.Pop();

    /// <summary>False when the object has that name already.</summary>
    public bool Name(string name)
    {
        var frame = _frames.Peek();
        frame.Name = name;
        return frame.Names!.Add(name);
    }

    /// <summary>Counts a value of an array; a value of an object has been named.</summary>
    public void Value()
    {
        if (_frames.TryPeek(out var frame) && frame.Names is null) frame.Index++;
    }

    /// <summary>The JSON Pointer of the present value, its names cut to what may be echoed.</summary>
    public string Pointer()
    {
        var pointer = new StringBuilder();
        foreach (var frame in _frames.Reverse())
        {
            if (frame.Names is null) pointer.Append(CultureInfo.InvariantCulture, $"/{frame.Index}");
            else if (frame.Name is not null) pointer.Append('/').Append(Segment(frame.Name));
        }

        return pointer.ToString();
    }

    public static string Segment(string name) =>
        Echo.Of(name).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private sealed class Frame
    {
        public HashSet<string>? Names { get; init; }

        public string? Name { get; set; }

        public int Index { get; set; } = -1;
    }
}
