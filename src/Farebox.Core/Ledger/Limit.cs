using System.Collections.Immutable;
using Farebox.Time;

namespace Farebox.Ledger;

/// <summary>A named limit in its book, and what it has counted in its window.</summary>
/// <remarks>Counts by the time of recording, which never goes back. Counting allocates nothing.</remarks>
public sealed class Limit
{
    private readonly Int128[]? _parts;
    private Int128 _used;
    private long _latest;

    internal Limit(LimitTerms terms, Member member)
    {
        (Terms, Member) = (terms, member);
        if (terms.Window.Span == LimitSpan.Rolling) _parts = new Int128[LimitWindow.Parts];
    }

    /// <summary>As it was set last, and approved where that was needed.</summary>
    public LimitTerms Terms { get; internal set; }

    /// <summary>Whose use it counts.</summary>
    public Member Member { get; }

    /// <summary>A change that waits for a second approver.</summary>
    public LimitProposal? Pending { get; internal set; }

    /// <summary>The calendar window it last counted in; <see langword="null"/> before it counted, and where it has no calendar.</summary>
    public Period? Opened { get; private set; }

    /// <summary>The largest percentage that was told in the window; zero when none was.</summary>
    public int Told { get; internal set; }

    /// <summary>What was counted, as it is kept: the whole, or each part of a rolling window with the number of the latest.</summary>
    public LimitCount Counted => new(_used, Opened, Told, _latest, _parts is null ? [] : [.. _parts]);

    /// <summary>What counts in the window of an instant, not before the last one that was counted.</summary>
    public Int128 UsedAt(DateTimeOffset at)
    {
        if (_parts is not null) return _used - LeftBehind(PartOf(at));
        return !Terms.Window.IsCalendar || (Opened is { } window && at < window.End) ? _used : 0;
    }

    /// <summary>What may still be counted at an instant; zero when it is used up.</summary>
    public Int128 LeftAt(DateTimeOffset at) => Int128.Max(0, Terms.Max - UsedAt(at));

    /// <summary>Whether so much more would pass it. Exactly at the limit is allowed.</summary>
    public bool WouldPass(Int128 more, DateTimeOffset at) => more > 0 && UsedAt(at) + more > Terms.Max;

    /// <summary>Whether something counted at an instant needs a new window to count in.</summary>
    public bool NeedsWindow(DateTimeOffset at) => Terms.Window.IsCalendar && !(Opened is { } window && at < window.End);

    /// <summary>The window of an instant; <see langword="null"/> for all time. A rolling one ends when the next thing counted leaves it.</summary>
    public Period? WindowAt(DateTimeOffset at)
    {
        if (Terms.Window.IsCalendar) return NeedsWindow(at) ? Terms.Window.At(at) : Opened;
        if (_parts is null) return null;

        var last = PartOf(at);
        var first = last - LimitWindow.Parts + 1;
        for (var part = Math.Max(first, _latest - LimitWindow.Parts + 1); part <= _latest; part++)
        {
            if (_parts[Slot(part)] != 0) return new(StartOf(first), StartOf(part + LimitWindow.Parts));
        }

        return new(StartOf(first), StartOf(last + 1));
    }

    internal void Open(Period window) => (Opened, _used, Told) = (window, 0, 0);

    /// <summary>Counts, and says where, so that it can be given back there.</summary>
    /// <exception cref="InvalidOperationException">No window is open: a damaged journal.</exception>
    internal long Count(Int128 units, DateTimeOffset at)
    {
        if (NeedsWindow(at)) throw new InvalidOperationException($"Limit {Terms.Id} counts at {at:O}, and no window of that time was opened.");

        _used += units;
        if (_parts is null) return Opened?.Start.UtcTicks ?? 0;

        var part = PartOf(at);
        _used -= LeftBehind(part);
        for (var i = Math.Max(_latest + 1, part - LimitWindow.Parts + 1); i <= part; i++) _parts[Slot(i)] = 0;
        _latest = part;
        _parts[Slot(part)] += units;
        return part;
    }

    /// <summary>Gives back to the window, or the part of one, in which it was counted. What is over needs nothing back.</summary>
    internal void GiveBack(Int128 units, long mark)
    {
        if (_parts is null)
        {
            if (mark == (Opened?.Start.UtcTicks ?? 0)) _used -= units;
        }
        else if (mark > _latest - LimitWindow.Parts)
        {
            _parts[Slot(mark)] -= units;
            _used -= units;
        }
    }

    internal void Restore(in LimitCount counted)
    {
        (_used, Opened, Told, _latest) = (counted.Used, counted.Window, counted.Told, counted.LatestPart);
        if (_parts is not null) counted.Parts.CopyTo(_parts);
    }

    private static int Slot(long part) => (int)(part % LimitWindow.Parts);

    private long PartOf(DateTimeOffset at) => at.UtcTicks / Terms.Window.PartTicks;

    private DateTimeOffset StartOf(long part) => new(part * Terms.Window.PartTicks, TimeSpan.Zero);

    /// <summary>What of the parts kept lies before the window that ends with a part.</summary>
    private Int128 LeftBehind(long part)
    {
        var units = Int128.Zero;
        for (var i = Math.Max(0, _latest - LimitWindow.Parts + 1); i <= _latest && i <= part - LimitWindow.Parts; i++) units += _parts![Slot(i)];
        return units;
    }
}

/// <summary>What a limit has counted.</summary>
/// <param name="Used">In the window it last counted in.</param>
/// <param name="Window">That window, of a calendar.</param>
/// <param name="Told">The largest percentage told in it.</param>
/// <param name="LatestPart">The number of the last part of a rolling window.</param>
/// <param name="Parts">What each part of a rolling window counted, by its number modulo their number; empty otherwise.</param>
public readonly record struct LimitCount(Int128 Used, Period? Window, int Told, long LatestPart, ImmutableArray<Int128> Parts);

/// <summary>A change of a limit that somebody proposed and somebody else is to approve.</summary>
/// <param name="Terms">What it would become; <see langword="null"/> to be removed.</param>
/// <param name="By">The key that proposed it.</param>
/// <param name="At">When.</param>
public sealed record LimitProposal(LimitTerms? Terms, string By, DateTimeOffset At);
