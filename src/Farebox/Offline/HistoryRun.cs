using Farebox.Billing;
using Farebox.Import;

namespace Farebox.Offline;

/// <summary>Reads a history once and bills it by one plan, or by several side by side. Needs no server and no database.</summary>
internal sealed class HistoryRun
{
    private const int RowsBetweenLooks = 4096;

    private readonly SeenIds _seen = new();

    private HistoryRun(IEnumerable<BillRun> runs) => Runs = [.. runs];

    /// <summary>One per plan, in their order.</summary>
    public BillRun[] Runs { get; }

    /// <summary>Rows of the file, whatever became of them.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows with an id that was there already; they are counted once.</summary>
    public long Repetitions { get; private set; }

    /// <summary>Rows of other accounts than the one that was asked for.</summary>
    public long OfOthers { get; private set; }

    /// <exception cref="ImportException">The file, or the map for it, cannot be used.</exception>
    public static HistoryRun Of(IReadOnlyList<Plan> plans, HistoryOptions options, CancellationToken cancellationToken)
    {
        var run = new HistoryRun(plans.Select(plan => new BillRun(plan, options.Span)));
        using var file = new HistoryFile(options.File, options.Map, options.Delimiter, TypeOf(plans));
        run.Read(file.Events, options, cancellationToken);
        return run;
    }

    private void Read(IHistory events, HistoryOptions options, CancellationToken cancellationToken)
    {
        if (options.Account is { } only)
        {
            foreach (var run in Runs) run.Open(only);
        }

        while (events.Read())
        {
            if (++Rows % RowsBetweenLooks == 0) cancellationToken.ThrowIfCancellationRequested();
            if (events.Fault is { } fault) Refuse(fault, events.Number);
            else Add(events, options.Account);
        }
    }

    private void Add(IHistory events, string? only)
    {
        var row = events.Row;
        if (only is not null && row.Account != only) OfOthers++;
        else if (events.Identity is { } identity && !_seen.Add(row.Account, identity.Source, identity.Id)) Repetitions++;
        else
        {
            foreach (var run in Runs) run.Add(row);
        }
    }

    private void Refuse(RowFault fault, long number)
    {
        foreach (var run in Runs) run.Refuse(fault.Code, fault.Detail, number);
    }

    // A history without types can only be of the one type that all meters listen to.
    private static string? TypeOf(IReadOnlyList<Plan> plans)
    {
        var types = plans.SelectMany(plan => plan.EventTypes).Distinct(StringComparer.Ordinal).ToArray();
        return types is [var only] ? only : null;
    }
}
