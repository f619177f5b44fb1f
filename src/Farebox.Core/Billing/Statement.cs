using Farebox.Time;

namespace Farebox.Billing;

/// <summary>The bill of one account and period in the making.</summary>
internal sealed class Statement(string account, Period period, TimeZoneInfo zone)
{
    private readonly Dictionary<string, Dictionary<string[], LineState>> _charges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string[], LineState>> _costs = new(StringComparer.Ordinal);

    public string Account => account;

    public Period Period => period;

    public TimeZoneInfo Zone => zone;

    public UnratedTally Unrated { get; } = new();

    /// <summary>Events that are on the bill and have no cost.</summary>
    public long Uncosted { get; set; }

    public long RatedEvents { get; set; }

    public IEnumerable<string> Charges => _charges.Keys;

    public IEnumerable<string> Costs => _costs.Keys;

    /// <summary>The lines of a charge in the order of their groups.</summary>
    public IEnumerable<LineState> Lines(string charge, bool isCost = false) =>
        (isCost ? _costs : _charges).TryGetValue(charge, out var lines) ? lines.Values.OrderBy(line => line.Group, GroupComparer.Instance) : [];

    /// <param name="group">Copied where it is kept.</param>
    public LineState LineOf(UsageCharge charge, string[] group, bool isCost)
    {
        var side = isCost ? _costs : _charges;
        if (!side.TryGetValue(charge.Id, out var lines)) side.Add(charge.Id, lines = new(GroupComparer.Instance));
        if (lines.TryGetValue(group, out var line)) return line;

        line = new(charge, [.. group], this);
        lines.Add(line.Group, line);
        return line;
    }
}
