using Farebox.Import.Sending;

namespace Farebox.Import.Progress;

/// <summary>Takes in answered batches in the order of the file, whatever order they were answered in, and remembers how far that reaches.</summary>
internal sealed class Acknowledged : IDisposable
{
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, ImportBatch> _early = [];
    private readonly StateFile _file;
    private readonly ErrorLog _errors;
    private readonly TimeProvider _clock;
    private long _next;
    private long _lastWrite;
    private bool _isAhead;

    public Acknowledged(StateFile file, ErrorLog errors, TimeProvider clock)
    {
        (_file, _errors, _clock) = (file, errors, clock);
        var left = file.Read();
        Rows = left?.Rows ?? 0;
        errors.GoOnAt(left?.ErrorBytes ?? 0);
        foreach (var (status, rows) in left?.Statuses ?? []) Totals.Add(status, rows);
        foreach (var (status, asset, units) in left?.Debited ?? [])
            Totals.AddDebit(status, asset, Int128.Parse(units, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Every row up to this one is answered.</summary>
    public long Rows { get; private set; }

    /// <summary>Of those rows.</summary>
    public ImportTotals Totals { get; } = new();

    /// <summary>Takes in a batch, and every later one that waited for it.</summary>
    /// <returns>The batches that are free again.</returns>
    public List<ImportBatch> Take(ImportBatch answered)
    {
        lock (_lock)
        {
            _early.Add(answered.Number, answered);
            var free = new List<ImportBatch>();
            while (_early.Remove(_next, out var batch))
            {
                Totals.Add(batch.Totals);
                _errors.Write(batch.Errors);
                Rows = batch.LastRow;
                _next++;
                _isAhead = true;
                free.Add(batch);
            }

            if (_clock.GetElapsedTime(_lastWrite) > WriteEvery) Save();
            return free;
        }
    }

    /// <summary>Writes down how far it has come.</summary>
    public void Save()
    {
        lock (_lock)
        {
            if (!_isAhead) return;
            _file.Write(Rows, _errors.Length, Totals);
            _lastWrite = _clock.GetTimestamp();
            _isAhead = false;
        }
    }

    /// <summary>Nothing is left to go on with.</summary>
    public void Finish() => _file.Delete();

    public void Dispose() => _errors.Dispose();
}
