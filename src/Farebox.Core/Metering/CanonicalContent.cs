using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Farebox.Metering;

/// <summary>Writes an event's bound content in one form only, and hashes it.</summary>
/// <remarks>Every part is tagged and delimits itself, so two contents never share a form. Members are ordered by name bytes.</remarks>
internal sealed class CanonicalContent
{
    // Names the form; a change of the form changes it, so old and new hashes never mean the same by accident.
    private const byte Version = 1;

    private readonly int[] _order = new int[EventScratch.NodesMax];
    private byte[] _bytes = new byte[1024];
    private int _length;
    private int _orderLength;

    /// <summary>False when two members of one object have the same name.</summary>
    public bool TryHash(in EventEnvelope envelope, ReadOnlySpan<byte> raw, EventScratch scratch, out Guid hash)
    {
        _length = 0;
        _orderLength = 0;
        hash = default;

        Put(Version);
        Put(envelope.Type);
        Put(envelope.Subject);
        Put(envelope.Time);
        Put(envelope.Member);
        Put(envelope.Hold);
        Put(envelope.Final ? (byte)'t' : (byte)'f');
        Put(envelope.HasData ? (byte)'d' : (byte)'-');
        if (!TryPutObject(0, scratch.NodeCount, raw, scratch)) return false;

        // Last, and only where it is: events without a key keep the form that they always had.
        if (envelope.ApiKey is not null) Put(envelope.ApiKey);

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.AsSpan(0, _length), digest);
        hash = new(digest[..16], bigEndian: true);
        return true;
    }

    private bool TryPutObject(int first, int end, ReadOnlySpan<byte> raw, EventScratch scratch)
    {
        var from = _orderLength;
        for (var i = first; i < end; i = scratch.Nodes[i].End) _order[_orderLength++] = i;

        var members = _order.AsSpan(from, _orderLength - from);
        Put((byte)'{');
        Sort(members, raw, scratch);
        for (var i = 0; i < members.Length; i++)
        {
            ref readonly var node = ref scratch.Nodes[members[i]];
            var name = node.Name.In(raw, scratch.Unescaped);
            if (i > 0 && name.SequenceEqual(scratch.Nodes[members[i - 1]].Name.In(raw, scratch.Unescaped))) return false;

            Put(name);
            if (!TryPutValue(members[i], raw, scratch)) return false;
        }

        Put((byte)'}');
        _orderLength = from;
        return true;
    }

    private bool TryPutValue(int index, ReadOnlySpan<byte> raw, EventScratch scratch)
    {
        ref readonly var node = ref scratch.Nodes[index];
        switch (node.Kind)
        {
            case EventFieldKind.Object:
                return TryPutObject(index + 1, node.End, raw, scratch);
            case EventFieldKind.Array:
                Put((byte)'[');
                for (var i = index + 1; i < node.End; i = scratch.Nodes[i].End)
                {
                    if (!TryPutValue(i, raw, scratch)) return false;
                }

                Put((byte)']');
                return true;
            case EventFieldKind.String:
                Put((byte)'s');
                Put(node.Value.In(raw, scratch.Unescaped));
                return true;
            case EventFieldKind.Number:
                Put((byte)'n');
                var number = node.Value.In(raw, scratch.Unescaped);
                _length += CanonicalNumber.Write(number, Room(number.Length + CanonicalNumber.ExtraBytesMax));
                return true;
            default:
                Put(node.Kind == EventFieldKind.True ? (byte)'t' : node.Kind == EventFieldKind.False ? (byte)'f' : (byte)'z');
                return true;
        }
    }

    // Members usually come few and nearly ordered; a large object must not cost the square of its size.
    private static void Sort(Span<int> members, ReadOnlySpan<byte> raw, EventScratch scratch)
    {
        if (members.Length > 24)
        {
            SortMany(members, raw.ToArray(), scratch);
            return;
        }

        for (var i = 1; i < members.Length; i++)
        {
            var member = members[i];
            var name = NameOf(member, raw, scratch);
            var at = i;
            for (; at > 0 && name.SequenceCompareTo(NameOf(members[at - 1], raw, scratch)) < 0; at--) members[at] = members[at - 1];
            members[at] = member;
        }
    }

    // Apart from Sort, which would otherwise allocate this closure for every object.
    private static void SortMany(Span<int> members, byte[] raw, EventScratch scratch) =>
        members.Sort((left, right) => NameOf(left, raw, scratch).SequenceCompareTo(NameOf(right, raw, scratch)));

    private static ReadOnlySpan<byte> NameOf(int index, ReadOnlySpan<byte> raw, EventScratch scratch) =>
        scratch.Nodes[index].Name.In(raw, scratch.Unescaped);

    private void Put(byte octet)
    {
        Room(1)[0] = octet;
        _length++;
    }

    private void Put(ReadOnlySpan<byte> text)
    {
        var room = Room(text.Length + sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(room, text.Length);
        text.CopyTo(room[sizeof(int)..]);
        _length += text.Length + sizeof(int);
    }

    // Attributes are ASCII by then, so a character is a byte. An absent one has a length no text has.
    private void Put(string? attribute)
    {
        var room = Room((attribute?.Length ?? 0) + sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(room, attribute?.Length ?? -1);
        _length += sizeof(int);
        if (attribute is null) return;

        System.Text.Encoding.ASCII.GetBytes(attribute, room[sizeof(int)..]);
        _length += attribute.Length;
    }

    private void Put(DateTimeOffset? time)
    {
        BinaryPrimitives.WriteInt64BigEndian(Room(sizeof(long)), time?.UtcTicks ?? -1);
        _length += sizeof(long);
    }

    private Span<byte> Room(int bytes)
    {
        if (_bytes.Length - _length < bytes) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
        return _bytes.AsSpan(_length);
    }
}
