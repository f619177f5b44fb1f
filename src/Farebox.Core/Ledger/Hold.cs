using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>An open hold: credit reserved before the work, by grant, in the order it will burn.</summary>
/// <remarks>Only open holds are objects; what became of a closed one is a <see cref="HoldEnd"/>.</remarks>
public sealed class Hold
{
    private readonly List<HoldPortion> _portions = [];

    internal Hold(HoldTerms terms, Member member, long seq)
    {
        Terms = terms;
        Member = member;
        Seq = seq;
    }

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

    /// <summary>What is still reserved.</summary>
    public long Remaining
    {
        get
        {
            var sum = 0L;
            foreach (var portion in _portions) sum += portion.Units;
            return sum;
        }
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

/// <summary>What was asked for when a hold was authorised.</summary>
/// <param name="Id">Unique in the account.</param>
/// <param name="Asset">What is held.</param>
/// <param name="Units">How much was authorised, in smallest units.</param>
/// <param name="Meter">The meter it is for, if named: decides which grants may pay.</param>
/// <param name="Model">The model it is for, if named.</param>
/// <param name="LapsesAt">The instant it lapses by itself unless settled or released before.</param>
public sealed record HoldTerms(string Id, Asset Asset, long Units, string? Meter, string? Model, DateTimeOffset LapsesAt)
{
    /// <summary>The longest that a hold may be asked to last, in seconds: a day. Whoever reads what is asked for refuses more as <c>invalid_ttl</c>.</summary>
    public const int SecondsMax = 24 * 3600;
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
