using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>An open hold: credit reserved before the work, by grant, in the order it will burn.</summary>
/// <remarks>Only open holds are objects; what became of a closed one is a <see cref="HoldEnd"/>.</remarks>
public sealed class Hold
{
    private readonly List<HoldPortion> _portions = [];
    private List<HoldCount>? _counts;
    private long _left;

    internal Hold(HoldTerms terms, Member member, long seq, Hold? parent = null)
    {
        Terms = terms;
        Member = member;
        Seq = seq;
        Parent = parent;
        if (parent is null) return;

        _left = terms.Units;
        parent.HandedOut += _left;
        parent.Shares++;
    }

    /// <summary>The hold whose reservation it draws from; <see langword="null"/> for one that reserves credit itself.</summary>
    public Hold? Parent { get; }

    /// <summary>The hold that reserves the credit: itself, unless it draws from another.</summary>
    public Hold Root => Parent is null ? this : Parent.Root;

    /// <summary>How many holds are above it.</summary>
    public int Depth => Parent is null ? 0 : Parent.Depth + 1;

    /// <summary>What open holds that draw from it still have.</summary>
    public long HandedOut { get; internal set; }

    /// <summary>How many open holds draw from it directly.</summary>
    public int Shares { get; internal set; }

    /// <summary>What is still reserved and not handed out.</summary>
    public long Free => Remaining - HandedOut;

    /// <summary>All that was captured from it and from those that drew from it.</summary>
    public long Captured => Terms.Units - Remaining;

    /// <summary>What was asked for, as it has grown and been extended since.</summary>
    public HoldTerms Terms { get; private set; }

    /// <summary>What has changed since the entry that authorised it; <see langword="null"/> when nothing has.</summary>
    public HoldChange? Change { get; private set; }

    /// <summary>Whose limits it counts against.</summary>
    public Member Member { get; }

    /// <summary>The entry that authorised it.</summary>
    public long Seq { get; }

    /// <summary>What is reserved of each grant.</summary>
    public IReadOnlyList<HoldPortion> Portions => _portions;

    /// <summary>What is still reserved, by itself or of the hold it draws from.</summary>
    public long Remaining
    {
        get
        {
            if (Parent is not null) return _left;

            var sum = 0L;
            foreach (var portion in _portions) sum += portion.Units;
            return sum;
        }
    }

    /// <summary>What it has counted in named limits and was not captured yet, oldest first.</summary>
    public IReadOnlyList<HoldCount> Counts => (IReadOnlyList<HoldCount>?)_counts ?? [];

    /// <summary>How much of what a limit counts is this hold's, and not captured yet.</summary>
    public Int128 CountedIn(Limit limit)
    {
        var units = Int128.Zero;
        for (var i = 0; i < (_counts?.Count ?? 0); i++) units += ReferenceEquals(_counts![i].Limit, limit) ? _counts[i].Units : 0;
        return units;
    }

    internal void Count(Limit limit, Int128 units, long mark) => (_counts ??= []).Add(new(limit, mark) { Units = units });

    /// <summary>What is captured stays counted where it was counted, oldest first.</summary>
    internal void Keep(Limit limit, Int128 units)
    {
        for (var i = 0; i < (_counts?.Count ?? 0) && units > 0; i++)
        {
            if (!ReferenceEquals(_counts![i].Limit, limit)) continue;

            var kept = Int128.Min(units, _counts[i].Units);
            _counts[i].Units -= kept;
            units -= kept;
        }
    }

    /// <summary>What is freed is given back where it was counted, latest first.</summary>
    internal void GiveBack(Limit limit, Int128 units)
    {
        for (var i = (_counts?.Count ?? 0) - 1; i >= 0 && units > 0; i--)
        {
            if (!ReferenceEquals(_counts![i].Limit, limit)) continue;

            var freed = Int128.Min(units, _counts[i].Units);
            limit.GiveBack(freed, _counts[i].Mark);
            _counts[i].Units -= freed;
            units -= freed;
        }
    }

    internal void Forget(Limit limit) => _counts?.RemoveAll(count => ReferenceEquals(count.Limit, limit));

    /// <summary>What a capture can take of it, and beyond that of those it draws from.</summary>
    /// <param name="final">Whether it ends with the capture, and with it whatever draws from it.</param>
    public long ReachOf(bool final) => (final ? Remaining : Free) + (Parent?.ReachOf(false) ?? 0);

    internal void GrowBy(long units)
    {
        if (Parent is null) return;
        _left += units;
        Parent.HandedOut += units;
    }

    internal void RestoreLeft(long left)
    {
        Parent!.HandedOut += left - _left;
        _left = left;
    }

    /// <summary>Gives what it had left back to the hold it draws from.</summary>
    internal void Leave()
    {
        if (Parent is null) return;
        Parent.HandedOut -= _left;
        Parent.Shares--;
    }

    /// <summary>What was captured through it leaves it and those above it; what it had not goes on to the one it draws from.</summary>
    internal void Draw(long units, bool final)
    {
        if (Parent is null) return;

        var own = Math.Min(units, final ? Remaining : Free);
        for (var node = this; node.Parent is not null; node = node.Parent)
        {
            node._left -= own;
            node.Parent.HandedOut -= own;
        }

        if (units > own) Parent.Draw(units - own, false);
    }

    internal void Become(HoldTerms terms)
    {
        Terms = terms;
        Change = new(terms.Units, terms.LapsesAt);
    }

    internal void Reserve(Grant grant, long units)
    {
        foreach (var portion in _portions)
        {
            if (ReferenceEquals(portion.Grant, grant))
            {
                portion.Units += units;
                return;
            }
        }

        _portions.Add(new(grant) { Units = units });
    }

    internal void Take(Grant grant, long units)
    {
        var portion = _portions.Find(candidate => ReferenceEquals(candidate.Grant, grant));
        if (portion is null || portion.Units < units)
            throw new InvalidOperationException($"Hold {Terms.Id} does not hold {units} of grant {grant.Terms.Id}.");

        portion.Units -= units;
    }
}

/// <summary>What a hold reserves of one grant.</summary>
public sealed class HoldPortion(Grant grant)
{
    /// <summary>The grant.</summary>
    public Grant Grant { get; } = grant;

    /// <summary>Smallest units still reserved.</summary>
    public long Units { get; internal set; }
}

/// <summary>What a hold has counted in a named limit.</summary>
/// <param name="limit">The limit.</param>
/// <param name="mark">Where in it: its window, or the part of one.</param>
public sealed class HoldCount(Limit limit, long mark)
{
    /// <summary>The limit.</summary>
    public Limit Limit { get; } = limit;

    /// <summary>The window or part of one in which it was counted.</summary>
    public long Mark { get; } = mark;

    /// <summary>What is counted and not captured yet, in what the limit counts in.</summary>
    public Int128 Units { get; internal set; }
}

/// <summary>What was asked for when a hold was authorised.</summary>
/// <param name="Id">Unique in the account.</param>
/// <param name="Asset">What is held.</param>
/// <param name="Units">How much was authorised, in smallest units.</param>
/// <param name="Meter">The meter it is for, if named: decides which grants may pay.</param>
/// <param name="Model">The model it is for, if named.</param>
/// <param name="LapsesAt">The instant it lapses by itself unless settled or released before.</param>
public sealed record HoldTerms(string Id, Asset Asset, long Units, string? Meter, string? Model, DateTimeOffset LapsesAt)
{
    /// <summary>The API key it is asked for under, if named: decides which limits count it.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The open hold it draws from, instead of reserving credit.</summary>
    public string? Parent { get; init; }

    /// <summary>What a cancellation captures.</summary>
    public CancelPolicy OnCancel { get; init; }

    /// <summary>The least that is captured in all when it is cancelled; zero unless <see cref="CancelPolicy.Minimum"/>.</summary>
    public long CancelMinimum { get; init; }

    /// <summary>Whether its work may still be billed by somebody else, so that it was kept past its time.</summary>
    public bool IsAwaiting { get; init; }
}

/// <summary>What a cancellation captures of a hold.</summary>
public enum CancelPolicy
{
    /// <summary>What the work came to, as the cancellation says; nothing more when it does not say.</summary>
    Actual,

    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>What the work came to, and at least a minimum in all.</summary>
    Minimum,
}

/// <summary>What a hold that grew or was extended has become.</summary>
/// <param name="Units">All that was ever authorised, in smallest units.</param>
/// <param name="LapsesAt">When it lapses by itself.</param>
public readonly record struct HoldChange(long Units, DateTimeOffset LapsesAt);

/// <summary>A hold that has ended.</summary>
/// <param name="Id">Its id.</param>
/// <param name="End">How it ended.</param>
/// <param name="Change">What it had become; <see langword="null"/> when the entry that authorised it still says it all.</param>
public readonly record struct EndedHold(string Id, HoldEnd End, HoldChange? Change);

/// <summary>How a hold ended.</summary>
public enum HoldEnd
{
    /// <summary>A final capture settled it.</summary>
    Settled,

    /// <summary>It was released.</summary>
    Released,

    /// <summary>Its time ran out.</summary>
    Lapsed,
}
