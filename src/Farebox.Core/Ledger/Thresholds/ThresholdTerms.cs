using System.Collections.Immutable;

namespace Farebox.Ledger.Thresholds;

/// <summary>Thresholds on something that rises, as use and spend do, or that falls, as a balance does. Pure: it remembers nothing.</summary>
public sealed record ThresholdTerms
{
    /// <summary>Multiples of a step that are told one by one; of more the highest are.</summary>
    public const int MultiplesMax = 1_000;

    /// <summary>In the order they are written.</summary>
    public required ImmutableArray<ThresholdLevel> Levels { get; init; }

    /// <summary>Goes on after the last level, again and again; absent means that the last level is the last. Above zero, and only for what rises.</summary>
    public decimal? Step { get; init; }

    /// <summary>Whether it is about something that falls.</summary>
    public bool IsFalling { get; init; }

    public ThresholdEquality Equality { get; init; }

    public ThresholdReport Report { get; init; }

    /// <summary>What a change crosses.</summary>
    /// <param name="before">The value before; absent asks for everything that the value is beyond, whenever it was crossed.</param>
    /// <param name="now">The value after.</param>
    /// <param name="whole">What percentages are of; absent or zero, no percentage is crossed.</param>
    /// <returns>In the order they are written, a step or its multiples last.</returns>
    public ImmutableArray<ThresholdLevel> Crossed(decimal? before, decimal now, decimal? whole)
    {
        var levels = Levels.Where(level => level.At(whole) is { } at && IsBeyond(now, at) && !(before is { } earlier && IsBeyond(earlier, at))).ToList();
        if (Step is { } step) AddMultiples(levels, step, before, now, whole);
        return Report == ThresholdReport.Furthest ? Furthest(levels, whole) : [.. levels];
    }

    /// <summary>Whether a value is at or past a level, as <see cref="Equality"/> says.</summary>
    public bool IsBeyond(decimal value, decimal at)
    {
        var side = IsFalling ? at.CompareTo(value) : value.CompareTo(at);
        return side > 0 || (side == 0 && (Equality == ThresholdEquality.Reached || (IsFalling && at == 0m)));
    }

    private void AddMultiples(List<ThresholdLevel> levels, decimal step, decimal? before, decimal now, decimal? whole)
    {
        var from = Levels.Select(level => level.At(whole) ?? 0m).DefaultIfEmpty(0m).Max();
        var (passed, reached) = (before is { } earlier ? Multiples(earlier - from, step) : 0m, Multiples(now - from, step));
        if (reached <= passed) return;

        if (Report == ThresholdReport.All) levels.Add(new(step, IsPercent: false));
        else for (var i = Math.Max(passed, reached - MultiplesMax) + 1m; i <= reached; i++) levels.Add(new(from + (i * step), IsPercent: false));
    }

    private decimal Multiples(decimal beyond, decimal step)
    {
        if (beyond <= 0m) return 0m;
        var whole = decimal.Floor(beyond / step);
        return Equality == ThresholdEquality.Passed && whole * step == beyond ? whole - 1m : whole;
    }

    private ImmutableArray<ThresholdLevel> Furthest(List<ThresholdLevel> levels, decimal? whole)
    {
        ThresholdLevel? furthest = null;
        foreach (var level in levels)
        {
            var side = furthest is { } best ? level.At(whole)!.Value.CompareTo(best.At(whole)!.Value) : 0;
            if (IsFalling ? side <= 0 : side >= 0) furthest = level;
        }

        return furthest is { } found ? [found] : [];
    }
}
