using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Farebox.Time;

namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>Keeps every key once, with what was last done with it.</summary>
internal sealed class UniqueTally(UniqueCounting counting) : Tally
{
    private readonly Dictionary<string, LastOperation> _keys = new(StringComparer.Ordinal);

    public override decimal Value(Period span, Carry before)
    {
        long members = before.Members.Count;
        foreach (var (key, last) in _keys)
        {
            var counts = counting == UniqueCounting.Ever ? last.WasAdded : last.IsMember;
            if (before.Members.Contains(key)) members -= counts || counting == UniqueCounting.Ever ? 0 : 1;
            else if (counts) members++;
        }

        return members;
    }

    public override Carry After(Carry before) => before with { Members = Members(before.Members, _keys) };

    public static ImmutableHashSet<string> Members(ImmutableHashSet<string> before, IEnumerable<KeyValuePair<string, LastOperation>> keys)
    {
        var members = before.ToBuilder();
        foreach (var (key, last) in keys)
        {
            if (last.IsMember) members.Add(key);
            else members.Remove(key);
        }

        return members.ToImmutable();
    }

    protected override void Count(in Reading reading, int times) => Take(reading.Key ?? "", LastOperation.Of(reading));

    protected override void Join(Tally other)
    {
        foreach (var (key, last) in ((UniqueTally)other)._keys) Take(key, last);
    }

    private void Take(string key, LastOperation operation)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_keys, key, out var isKnown);
        last = isKnown ? last.With(operation) : operation;
    }
}
