namespace Farebox.Billing;

/// <summary>One line of a bill in the making: a group of a charge in a period.</summary>
internal sealed class LineState(UsageCharge charge, string[] group, Statement statement)
{
    private readonly Dictionary<CellKey, Cell> _cells = [];
    private readonly Dictionary<(int Class, string Row), RunningStanding> _running = [];
    private Cell?[] _last = [];

    /// <summary>As the version has it that came first; a later version may price it otherwise, under the same id.</summary>
    public UsageCharge Charge => charge;

    public string[] Group => group;

    public long Events { get; set; }

    /// <summary>In the order in which they are priced: versions, then classes, then rows.</summary>
    public IEnumerable<Cell> Cells => _cells.Values
        .OrderBy(cell => cell.Key.Version)
        .ThenBy(cell => cell.Key.Class)
        .ThenBy(cell => cell.Charge.RowOf(cell.Key.Model));

    public Cell CellOf(UsageCharge priced, CellKey key)
    {
        if (key.Class >= _last.Length) Array.Resize(ref _last, key.Class + 1);
        if (_last[key.Class] is { } last && ReferenceEquals(last.Key.Model, key.Model) && last.Key.Version == key.Version) return last;

        if (!_cells.TryGetValue(key, out var cell)) _cells.Add(key, cell = new(priced, statement.Period, statement.Zone, key, RunningOf(priced, key)));
        return _last[key.Class] = cell;
    }

    private RunningStanding RunningOf(UsageCharge priced, CellKey key)
    {
        var row = (key.Class, priced.KeyOf(key.Model));
        if (!_running.TryGetValue(row, out var running)) _running.Add(row, running = new());
        return running;
    }
}
