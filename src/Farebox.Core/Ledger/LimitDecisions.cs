using System.Collections.Immutable;
using System.Numerics;
using Farebox.Time;

namespace Farebox.Ledger;

/// <summary>What named limits say to a piece of work, up the tree of members. Costs nothing where a book has none.</summary>
public static class LimitDecisions
{
    // A worth has at most twelve decimal places, so it is a whole number of these.
    private const decimal WorthUnits = 1_000_000_000_000m;

    private static readonly BigInteger WholeWorth = new(WorthUnits);

    /// <summary>The first hard limit on the way up that the work would pass; nothing when none refuses it.</summary>
    /// <param name="book">The book, brought to <paramref name="now"/>.</param>
    /// <param name="member">Who does it.</param>
    /// <param name="use">What it is.</param>
    /// <param name="hold">The hold it is captured from: what that has counted in a limit is counted there already.</param>
    /// <param name="now">When it is recorded.</param>
    /// <param name="onlyRejecting">Whether only limits are asked that count a charge which rejects.</param>
    public static LimitHit? Refusing(Book book, Member member, in LimitedUse use, Hold? hold, DateTimeOffset now, bool onlyRejecting = false)
    {
        if (book.Limits.Count == 0) return null;

        for (var node = member; node is not null; node = node.Parent)
        {
            for (var i = 0; i < node.Limits.Count; i++)
            {
                var limit = node.Limits[i];
                if (!limit.Terms.IsHard || (onlyRejecting && !Rejects(limit.Terms, use))) continue;
                if (Passes(limit, use, hold, now)) return new(limit.Terms.Id, node.Id, limit.WindowAt(now), limit.Terms.Measure);
            }
        }

        return null;
    }

    /// <summary>Whether recording the work takes a hard limit on the way up past its end; a margin is none of them.</summary>
    public static bool IsPassed(Book book, Member member, in LimitedUse use, Hold? hold, DateTimeOffset now)
    {
        if (book.Limits.Count == 0) return false;

        for (var node = member; node is not null; node = node.Parent)
        {
            for (var i = 0; i < node.Limits.Count; i++)
            {
                if (node.Limits[i] is { Terms: { IsHard: true, Measure: not LimitMeasure.Margin } } limit && limit.WouldPass(MoreIn(limit, use, hold, use.Reach), now)) return true;
            }
        }

        return false;
    }

    /// <summary>Whether work is priced below what a margin asks for over its upstream cost, by any margin on the way up, hard or soft.</summary>
    public static bool IsBelowCost(Book book, Member member, in LimitedUse use)
    {
        if (book.Limits.Count == 0) return false;

        for (var node = member; node is not null; node = node.Parent)
        {
            for (var i = 0; i < node.Limits.Count; i++)
            {
                if (node.Limits[i].Terms is { Measure: LimitMeasure.Margin } margin && IsBelow(margin, use)) return true;
            }
        }

        return false;
    }

    /// <summary>The calendar windows that recording the use will open; none, mostly.</summary>
    public static ImmutableArray<WindowOpened> Opening(Book book, Member member, in LimitedUse use, DateTimeOffset now)
    {
        if (book.Limits.Count == 0) return [];

        ImmutableArray<WindowOpened>.Builder? opened = null;
        for (var node = member; node is not null; node = node.Parent)
        {
            for (var i = 0; i < node.Limits.Count; i++)
            {
                var limit = node.Limits[i];
                if (!limit.NeedsWindow(now) || use.In(limit.Terms) == 0) continue;

                var window = limit.Terms.Window.At(now);
                (opened ??= ImmutableArray.CreateBuilder<WindowOpened>()).Add(new(limit.Terms.Id, window.Start, window.End));
            }
        }

        return opened is null ? [] : opened.DrainToImmutable();
    }

    /// <summary>How much more a limit will count: what the hold it is captured from has counted there stays counted.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="use">The work.</param>
    /// <param name="hold">The hold it is captured from.</param>
    /// <param name="captured">What of the spend is captured: a hold that draws from another may reach less than that has counted.</param>
    internal static Int128 MoreIn(Limit limit, in LimitedUse use, Hold? hold, long captured)
    {
        var units = use.In(limit.Terms);
        if (hold is null) return units;

        var counted = hold.Root.CountedIn(limit);
        return units - Int128.Min(units, limit.Terms.Measure == LimitMeasure.Spend ? Int128.Min(counted, captured) : counted);
    }

    private static bool Passes(Limit limit, in LimitedUse use, Hold? hold, DateTimeOffset now) => limit.Terms.Measure == LimitMeasure.Margin
        ? IsBelow(limit.Terms, use)
        : limit.WouldPass(MoreIn(limit, use, hold, use.Reach), now);

    private static bool Rejects(LimitTerms limit, in LimitedUse use)
    {
        for (var i = 0; i < use.Charges.Count; i++)
        {
            if (use.Charges[i].RejectOnShortfall && limit.Takes(use.Charges[i].Meter, use.Charges[i].Model, use.ApiKey)) return true;
        }

        return false;
    }

    /// <summary>Charge by charge, exactly: price × worth against cost × (100 + markup) percent. A cost that is not known refuses nothing.</summary>
    private static bool IsBelow(LimitTerms margin, in LimitedUse use)
    {
        for (var i = 0; i < use.Charges.Count; i++)
        {
            var charge = use.Charges[i];
            if (charge.Asset != margin.Asset || charge.UpstreamCost is not { } cost || !margin.Takes(charge.Meter, charge.Model, use.ApiKey)) continue;

            var worth = charge.Units * new BigInteger(margin.Worth * WorthUnits) * 100 * cost.Asset.UnitsPerWhole;
            if (worth < cost.Units * WholeWorth * (100 + margin.MarkupMin) * charge.Asset!.UnitsPerWhole) return true;
        }

        return false;
    }
}

/// <summary>A limit that refuses something.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Member">Whose it is; empty for the account's own.</param>
/// <param name="Window">The window it counts in; a rolling one ends when the next thing counted leaves it. <see langword="null"/>: for ever.</param>
/// <param name="Measure">What it counts.</param>
public sealed record LimitHit(string Id, string Member, Period? Window, LimitMeasure Measure);

/// <summary>A calendar window that begins to count with an entry. It stands in the entry, so that no change of a zone moves it.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="From">Its first instant.</param>
/// <param name="To">The first instant after it.</param>
public readonly record struct WindowOpened(string Limit, DateTimeOffset From, DateTimeOffset To);

/// <summary>A percentage of a limit that an entry has reached or passed.</summary>
/// <param name="Limit">The limit, as it stands after the entry.</param>
/// <param name="Percent">The percentage.</param>
/// <param name="Used">What its window counts after the entry.</param>
public readonly record struct LimitCrossing(Limit Limit, int Percent, Int128 Used);
