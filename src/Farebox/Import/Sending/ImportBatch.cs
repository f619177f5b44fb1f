using System.Buffers;
using Farebox.Import.Progress;

namespace Farebox.Import.Sending;

/// <summary>Rows on their way: the events of one request, and what became of them. Used again and again, so that nothing grows with the file.</summary>
internal sealed class ImportBatch
{
    /// <summary>A request is sent when it has this many bytes, well below what the server takes.</summary>
    public const int BytesMax = 4 << 20;

    private readonly List<(long Row, long Line)> _events = [];

    /// <summary>Its place in the order of the file.</summary>
    public long Number { get; private set; }

    /// <summary>The last row that is in it, as an event or as an error.</summary>
    public long LastRow { get; private set; }

    public ArrayBufferWriter<byte> Body { get; } = new(1 << 18);

    public ArrayBufferWriter<byte> Answer { get; } = new(1 << 16);

    public IReadOnlyList<(long Row, long Line)> Events => _events;

    public ImportTotals Totals { get; } = new();

    public List<RowError> Errors { get; } = [];

    public void Begin(long number)
    {
        Number = number;
        LastRow = 0;
        _events.Clear();
        Errors.Clear();
        Totals.Clear();
        Body.ResetWrittenCount();
    }

    /// <summary>Notes that the event of a row has been written to <see cref="Body"/>.</summary>
    public void Add(long row, long line)
    {
        Body.Write("\n"u8);
        _events.Add((row, line));
        LastRow = row;
    }

    public void AddUnmapped(long row, long line, RowFault fault)
    {
        Totals.Add(ImportTotals.Unmapped);
        Errors.Add(new(row, line, null, ImportTotals.Unmapped, fault.Code, fault.Detail));
        LastRow = row;
    }
}
