using System.Threading.Channels;
using Farebox.Import.Progress;
using Farebox.Import.Sending;

namespace Farebox.Import;

/// <summary>Sends the rows of a file: one reads and maps, several send, and answers are taken in in the order of the file.</summary>
/// <remarks>There are a few batches and no more, so a file of any length needs the memory of those.</remarks>
internal sealed class ImportRun : IDisposable
{
    private const int BatchesPerConnection = 3;

    private readonly ImportOptions _options;
    private readonly ImportSource _source;
    private readonly BatchSender _sender;
    private readonly Acknowledged _acknowledged;
    private readonly Channel<ImportBatch> _free = Channel.CreateUnbounded<ImportBatch>();
    private readonly Channel<ImportBatch> _ready = Channel.CreateUnbounded<ImportBatch>();

    /// <exception cref="ImportException">The file, its map, or what an earlier run has left cannot be used.</exception>
    public ImportRun(ImportOptions options, TimeProvider clock)
    {
        _options = options;
        _source = new(options);
        _acknowledged = new(new StateFile(options), new ErrorLog(options.ErrorsPath), clock);
        _sender = new(options, clock);
        RowsBefore = _acknowledged.Rows;
        for (var i = 0; i < options.Connections * BatchesPerConnection; i++) _free.Writer.TryWrite(new());
    }

    /// <summary>Rows that an earlier run had answered already.</summary>
    public long RowsBefore { get; }

    public IReadOnlyList<string> Doubts => _source.Doubts;

    /// <summary>Rows answered so far, those before included.</summary>
    public long Rows => _acknowledged.Rows;

    public long BytesTotal => _source.BytesTotal;

    public long BytesRead => _source.BytesRead;

    public int Retries => _sender.Retries;

    /// <summary>Of all answered rows, those before included.</summary>
    public ImportTotals Totals => _acknowledged.Totals;

    /// <summary>Sends what is left of the file.</summary>
    /// <exception cref="ImportException">It cannot go on. What is answered is remembered.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] tasks = [ReadAsync(stopping.Token), .. Enumerable.Range(0, _options.Connections).Select(_ => SendAsync(stopping.Token))];
        try
        {
            // The first that fails ends the others.
            foreach (var task in tasks) _ = task.ContinueWith(_ => stopping.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            await Task.WhenAll(tasks);
            _acknowledged.Finish();
        }
        catch (OperationCanceledException) when (tasks.FirstOrDefault(task => task.IsFaulted) is { } failed)
        {
            await failed;
        }
        finally
        {
            if (!tasks.All(task => task.IsCompletedSuccessfully)) _acknowledged.Save();
        }
    }

    public void Dispose()
    {
        _sender.Dispose();
        _acknowledged.Dispose();
        _source.Dispose();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        var number = 0L;
        var isMore = true;
        while (isMore)
        {
            var batch = await _free.Reader.ReadAsync(cancellationToken);
            batch.Begin(number++);
            isMore = Fill(batch, cancellationToken);
            if (batch.LastRow > 0) await _ready.Writer.WriteAsync(batch, cancellationToken);
        }

        _ready.Writer.Complete();
    }

    // False at the end of the file.
    private bool Fill(ImportBatch batch, CancellationToken cancellationToken)
    {
        var rows = _source.Rows;
        while (batch.Events.Count + batch.Errors.Count < _options.BatchRows && batch.Body.WrittenCount < ImportBatch.BytesMax)
        {
            if (!rows.Read()) return false;
            if (rows.Row <= RowsBefore)
            {
                if (rows.Row % ImportOptions.BatchRowsMax == 0) cancellationToken.ThrowIfCancellationRequested();
            }
            else if (_source.Writer.Write(batch.Body) is { } fault)
            {
                batch.AddUnmapped(rows.Row, rows.Line, fault);
            }
            else
            {
                batch.Add(rows.Row, rows.Line);
            }
        }

        return true;
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var answers = new AnswerReader();
        await foreach (var batch in _ready.Reader.ReadAllAsync(cancellationToken))
        {
            if (batch.Events.Count > 0)
            {
                await _sender.SendAsync(batch, cancellationToken);
                answers.Read(batch);
            }

            foreach (var free in _acknowledged.Take(batch)) _free.Writer.TryWrite(free);
        }
    }
}
