using System.Buffers.Text;
using System.Text;

namespace Farebox.Metering;

/// <summary>Working memory for reading one event, one per thread, so that reading allocates only what the event keeps.</summary>
internal sealed class EventScratch
{
    public const int NodesMax = 1024;
    public const int ExtensionsMax = 64;
    public const int ExtensionNameMax = 64;

    private readonly byte[] _extensionNames = new byte[ExtensionsMax * ExtensionNameMax];
    private readonly int[] _extensionLengths = new int[ExtensionsMax];

    [ThreadStatic]
    private static EventScratch? _ofThread;

    private byte[] _unescaped = new byte[1024];
    private int _unescapedLength;

    public DataNode[] Nodes { get; } = new DataNode[NodesMax];

    public int NodeCount { get; set; }

    /// <summary>Whether a member name contains a dot, so that two members may spell one path.</summary>
    public bool HasDottedName { get; set; }

    public int ExtensionCount { get; private set; }

    public CanonicalContent Content { get; } = new();

    public ReadOnlySpan<byte> Unescaped => _unescaped.AsSpan(0, _unescapedLength);

    public static EventScratch Start()
    {
        var scratch = _ofThread ??= new();
        scratch.NodeCount = 0;
        scratch.HasDottedName = false;
        scratch.ExtensionCount = 0;
        scratch._unescapedLength = 0;
        return scratch;
    }

    /// <summary>Remembers an extension's name, at most 64 bytes in lower case. False when it is there already.</summary>
    public bool TryAddExtension(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < ExtensionCount; i++)
        {
            if (_extensionNames.AsSpan(i * ExtensionNameMax, _extensionLengths[i]).SequenceEqual(name)) return false;
        }

        name.CopyTo(_extensionNames.AsSpan(ExtensionCount * ExtensionNameMax));
        _extensionLengths[ExtensionCount++] = name.Length;
        return true;
    }

    /// <summary>Appends the text without its escapes. False for half a surrogate pair. The reader has checked the escapes' form.</summary>
    public bool TryUnescape(ReadOnlySpan<byte> raw, out TextSlice slice)
    {
        if (_unescaped.Length - _unescapedLength < raw.Length) Array.Resize(ref _unescaped, Math.Max(_unescaped.Length * 2, _unescapedLength + raw.Length));

        var at = _unescapedLength;
        slice = default;
        while (!raw.IsEmpty)
        {
            if (raw[0] != (byte)'\\')
            {
                _unescaped[at++] = raw[0];
                raw = raw[1..];
            }
            else if (raw[1] != (byte)'u')
            {
                _unescaped[at++] = Simple(raw[1]);
                raw = raw[2..];
            }
            else if (TryTakeRune(ref raw, out var rune))
            {
                at += rune.EncodeToUtf8(_unescaped.AsSpan(at));
            }
            else
            {
                return false;
            }
        }

        slice = new(_unescapedLength, at - _unescapedLength, IsUnescaped: true);
        _unescapedLength = at;
        return true;
    }

    private static byte Simple(byte escape) => escape switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => escape,
    };

    private static bool TryTakeRune(ref ReadOnlySpan<byte> raw, out Rune rune)
    {
        var first = TakeUnit(ref raw);
        if (!char.IsSurrogate(first)) return Rune.TryCreate(first, out rune);

        rune = default;
        if (raw.Length < 6 || raw[0] != (byte)'\\' || raw[1] != (byte)'u') return false;
        return Rune.TryCreate(first, TakeUnit(ref raw), out rune);
    }

    private static char TakeUnit(ref ReadOnlySpan<byte> raw)
    {
        // The reader has checked the four digits, so a failure cannot be; it would read as U+FFFF.
        var unit = Utf8Parser.TryParse(raw.Slice(2, 4), out ushort parsed, out _, 'x') ? (char)parsed : char.MaxValue;
        raw = raw[6..];
        return unit;
    }
}
