using Farebox.Time;

namespace Farebox.Billing;

/// <summary>The bill of one account and period in the making.</summary>
internal sealed class Statement(string account, Period period, TimeZoneInfo zone, PlanVersion? version)
{
    private readonly Dictionary<string, Dictionary<string[], LineState>> _charges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string[], LineState>> _costs = new(StringComparer.Ordinal);

    public string Account => account;

    public Period Period => period;

    public TimeZoneInfo Zone => zone;

    /// <summary>In force when the period begins, or as soon as there is one: for what is not tied to an event. Null where there is none in it.</summary>
    public PlanVersion? Version => version;

    public UnratedTally Unrated { get; } = new();

    /// <summary>Events that are on the bill and have no cost.</summary>
    public long Uncosted { get; set; }

    public long RatedEvents { get; set; }

    public IEnumerable<string> Charges => _charges.Keys;

    public IEnumerable<string> Costs => _costs.Keys;

    /// <summary>The lines of a charge in the order of their groups.</summary>
    public IEnumerable<LineState> Lines(string charge, bool isCost = false) =>
        (isCost ? _costs : _charges).TryGetValue(charge, out var lines) ? lines.Values.OrderBy(line => line.Group, GroupComparer.Instance) : [];

    /// <summary>Begins with the levels that go on from the period before.</summary>
    public void CarryFrom(Statement before)
    {
        foreach (var isCost in (bool[])[false, true])
        {
            foreach (var line in (isCost ? before._costs : before._charges).Values.SelectMany(lines => lines.Values))
            {
                foreach (var cell in line.Cells)
                {
                    if (cell.CarriedOut is { } carried) CarryIn(line, cell, isCost, carried);
                }
            }
        }
    }

    private void CarryIn(LineState line, Cell cell, bool isCost, Metering.Aggregating.Carry carried)
    {
        var terms = version?.Terms;
        var charge = (isCost ? terms?.Costs : terms?.Charges)?.FirstOrDefault(charge => charge.Id == cell.Charge.Id) ?? cell.Charge;
        var model = charge.ModelOf(cell.Charge.Shape.Classes[cell.Key.Class], cell.Charge.KeyOf(cell.Key.Model)) ?? cell.Key.Model;
        LineOf(charge, line.Group, isCost).CellOf(charge, new(version?.Number ?? cell.Key.Version, cell.Key.Class, model)).CarryIn(carried);
    }

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
