using System.Numerics;
using Farebox.Ledger;

namespace Farebox.Tests.Ledger.Model;

/// <summary>A named limit as the model keeps it: everything it ever counted, one line after the other.</summary>
internal sealed class ModelLimit(LimitTerms terms)
{
    /// <summary>One of each kind. Windows of time are whole hours and minutes, so that they can be told by dividing.</summary>
    public static readonly LimitTerms[] All =
    [
        Spend("hourly") with { Window = new(LimitSpan.Hour, "UTC", TimeSpan.Zero) },
        Spend("rolling") with { Member = "team-a", Window = LimitWindow.Rolling(TimeSpan.FromHours(1)) },
        new() { Id = "calls", Member = "alice", Measure = LimitMeasure.Requests, Window = new(LimitSpan.Day, "UTC", TimeSpan.Zero) },
        new() { Id = "tokens", Meter = "llm", Measure = LimitMeasure.Quantity },
        Spend("small") with { Model = "small", Window = new(LimitSpan.Day, "UTC", TimeSpan.Zero) },
    ];

    private readonly List<Line> _lines = [];

    public LimitTerms Terms { get; } = terms;

    public BigInteger Max { get; set; }

    public BigInteger Used(DateTimeOffset now, bool isWindowForgotten) =>
        _lines.Where(line => isWindowForgotten || IsIn(line.At, now)).Aggregate(BigInteger.Zero, (sum, line) => sum + line.Units);

    public BigInteger HeldBy(string? hold) => _lines.Where(line => hold is not null && line.Hold == hold).Aggregate(BigInteger.Zero, (sum, line) => sum + line.Units);

    public void Count(BigInteger units, DateTimeOffset at, string? hold)
    {
        if (units > 0) _lines.Add(new(at, hold) { Units = units });
    }

    /// <summary>Makes so much of what a hold has counted use, oldest first.</summary>
    public void Keep(string hold, BigInteger units)
    {
        foreach (var line in _lines.Where(line => line.Hold == hold).ToArray())
        {
            var part = BigInteger.Min(units, line.Units);
            line.Units -= part;
            units -= part;
            Count(part, line.At, null);
        }
    }

    /// <summary>Takes so much of what a hold has counted away, latest first.</summary>
    public void GiveBack(string hold, BigInteger units)
    {
        foreach (var line in _lines.Where(line => line.Hold == hold).Reverse())
        {
            var part = BigInteger.Min(units, line.Units);
            line.Units -= part;
            units -= part;
        }
    }

    /// <summary>How much of a use it counts.</summary>
    public BigInteger Of(IEnumerable<string> chain, string? meter, string model, BigInteger units)
    {
        if (!chain.Contains(Terms.Member) || (Terms.Model is not null && Terms.Model != model)) return 0;
        return Terms.Measure switch
        {
            LimitMeasure.Requests => 1,
            LimitMeasure.Quantity => meter == "llm" ? units * 1_000_000 : 0,
            _ => units,
        };
    }

    private static LimitTerms Spend(string id) => new() { Id = id, Measure = LimitMeasure.Spend, Asset = Till.Credit };

    private bool IsIn(DateTimeOffset at, DateTimeOffset now) => Terms.Window.Span switch
    {
        LimitSpan.Hour => Hours(at) == Hours(now),
        LimitSpan.Day => at.UtcDateTime.Date == now.UtcDateTime.Date,
        LimitSpan.Rolling => Minutes(now) - Minutes(at) < 60,
        _ => true,
    };

    private static long Hours(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerHour;

    private static long Minutes(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute;

    private sealed class Line(DateTimeOffset at, string? hold)
    {
        public DateTimeOffset At { get; } = at;

        public string? Hold { get; } = hold;

        public BigInteger Units { get; set; }
    }
}
