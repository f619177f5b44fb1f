using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>Somebody or something inside an account that uses it. Members form a tree; its root is the account itself.</summary>
public sealed class Member
{
    /// <summary>Characters of a path. Reports are kept by it, and a key of the database has a bound.</summary>
    public const int PathLengthMax = 1024;

    private readonly List<MemberUse> _uses = [];
    private readonly List<Limit> _limits = [];

    internal Member(string id, Member? parent)
    {
        Id = id;
        Parent = parent;
        Path = parent is null ? "" : parent.IsAccount ? id : $"{parent.Path}/{id}";
    }

    /// <summary>How long the path of somebody directly below would be.</summary>
    public int PathLengthOf(string id) => Path.Length + (IsAccount ? 0 : 1) + id.Length;

    /// <summary>The seller's id for it, unique in the account; empty for the account itself.</summary>
    public string Id { get; }

    /// <summary>The member above it; <see langword="null"/> for the account itself.</summary>
    public Member? Parent { get; private set; }

    /// <summary>Ids from the top down, joined by <c>/</c>; empty for the account itself.</summary>
    public string Path { get; private set; }

    /// <summary>Whether this is the account itself.</summary>
    public bool IsAccount => Parent is null;

    /// <summary>What it and everyone below it have used, and may use, one line per asset.</summary>
    public IReadOnlyList<MemberUse> Uses => _uses;

    /// <summary>Its named limits, in the order in which they were first set.</summary>
    public IReadOnlyList<Limit> Limits => _limits;

    /// <summary>The line of an asset, made when first asked for.</summary>
    public MemberUse UseOf(Asset asset)
    {
        if (FindUse(asset) is { } use) return use;

        var added = new MemberUse(asset);
        _uses.Add(added);
        return added;
    }

    /// <summary>The first member on the way up whose hard limit would be passed by using this much more, if any.</summary>
    public Member? LimitedBy(Asset asset, long units)
    {
        for (var node = this; node is not null; node = node.Parent)
        {
            if (node.WouldPass(asset, units)) return node;
        }

        return null;
    }

    /// <summary>Whether its own hard limit would be passed by using this much more.</summary>
    public bool WouldPass(Asset asset, long units) =>
        FindUse(asset) is { Limit: { } limit } use && (Int128)use.Used + units > limit;

    /// <summary>What it and everyone below it have used of an asset; zero where nothing was.</summary>
    public long UsedOf(Asset asset) => FindUse(asset)?.Used ?? 0;

    /// <summary>Whether it is the other member or somewhere below it.</summary>
    public bool IsWithin(Member other)
    {
        for (var node = this; node is not null; node = node.Parent)
        {
            if (ReferenceEquals(node, other)) return true;
        }

        return false;
    }

    private MemberUse? FindUse(Asset asset)
    {
        foreach (var use in _uses)
        {
            if (ReferenceEquals(use.Asset, asset) || use.Asset == asset) return use;
        }

        return null;
    }

    internal void MoveBelow(Member parent) => Parent = parent;

    /// <summary>Finds its path anew, once it or somebody above it was moved.</summary>
    internal void FindPath()
    {
        var ids = new Stack<string>();
        for (var node = this; !node.IsAccount; node = node.Parent!) ids.Push(node.Id);
        Path = string.Join('/', ids);
    }

    internal void Add(Limit limit) => _limits.Add(limit);

    internal void Remove(Limit limit) => _limits.Remove(limit);

    internal void Count(Asset asset, long units)
    {
        for (var node = this; node is not null; node = node.Parent) node.UseOf(asset).Count(units);
    }
}

/// <summary>One asset's line of a member: everything it and those below have spent and hold, ever, and the hard cap on that.</summary>
public sealed class MemberUse(Asset asset)
{
    /// <summary>What is counted.</summary>
    public Asset Asset { get; } = asset;

    /// <summary>Spent plus held, in smallest units.</summary>
    public long Used { get; private set; }

    /// <summary>The hard total limit, or <see langword="null"/> without one.</summary>
    public long? Limit { get; internal set; }

    internal void Count(long units) => Used += units;

    internal void Restore(long used, long? limit) => (Used, Limit) = (used, limit);
}
