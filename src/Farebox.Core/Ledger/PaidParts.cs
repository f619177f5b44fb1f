namespace Farebox.Ledger;

/// <summary>Collects what grants had paid for uses, last spent first, until it suffices for what is to come back.</summary>
/// <remarks>What has come back already does not come back again: all that ever returns of a use to a grant is at most what the grant paid for it.</remarks>
public sealed class PaidParts
{
    private readonly Dictionary<(long Seq, string Grant), long> _returned = [];
    private readonly List<GivenBack> _parts = [];
    private readonly long _wanted;
    private Int128 _found;

    /// <param name="wanted">How much is to come back.</param>
    /// <param name="returned">What has come back of the same charge's uses before.</param>
    public PaidParts(long wanted, IEnumerable<GivenBack> returned)
    {
        _wanted = wanted;
        foreach (var part in returned)
            _returned[(part.Seq, part.Grant)] = _returned.GetValueOrDefault((part.Seq, part.Grant)) + part.Units;
    }

    /// <summary>What may come back, last spent first.</summary>
    public IReadOnlyList<GivenBack> Parts => _parts;

    /// <summary>Whether there is enough, so that earlier uses need not be looked at.</summary>
    public bool IsEnough => _found >= _wanted;

    /// <summary>Takes a use into account. Later uses come before earlier ones.</summary>
    /// <param name="seq">The entry of the use.</param>
    /// <param name="member">The path of the member whose use it was.</param>
    /// <param name="paid">What grants paid for it, last spent first; a grant may come several times.</param>
    public void Add(long seq, string member, IEnumerable<(string Grant, long Units)> paid)
    {
        ArgumentNullException.ThrowIfNull(paid);
        var byGrant = new List<(string Grant, long Units)>();
        foreach (var (grant, units) in paid)
        {
            var index = byGrant.FindIndex(known => known.Grant == grant);
            if (index < 0) byGrant.Add((grant, units));
            else byGrant[index] = (grant, byGrant[index].Units + units);
        }

        foreach (var (grant, units) in byGrant)
        {
            var left = units - _returned.GetValueOrDefault((seq, grant));
            if (left <= 0) continue;
            _parts.Add(new(seq, grant, member, left));
            _found += left;
        }
    }
}
