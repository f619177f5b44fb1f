using System.Buffers;
using System.Text;

namespace Farebox.Import;

/// <summary>Maps every row and sends nothing: what the first events look like, and what is wrong with which rows.</summary>
internal sealed class DryRun
{
    private const int ShownMax = 3;

    public long Rows { get; private set; }

    public List<string> FirstEvents { get; } = [];

    /// <summary>Per code: how many rows, and the first of them.</summary>
    public SortedDictionary<string, (long Rows, long Line, string Detail)> Faults { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Doubts { get; private init; } = [];

    /// <exception cref="ImportException">The file or its map cannot be used.</exception>
    public static DryRun Of(ImportOptions options, CancellationToken cancellationToken)
    {
        using var source = new ImportSource(options);
        var run = new DryRun { Doubts = source.Doubts };
        var line = new ArrayBufferWriter<byte>();
        while (source.Rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            run.Rows++;
            line.ResetWrittenCount();
            if (source.Writer.Write(line) is { } fault)
            {
                var (rows, first, detail) = run.Faults.GetValueOrDefault(fault.Code, (0, source.Rows.Line, fault.Detail));
                run.Faults[fault.Code] = (rows + 1, first, detail);
            }
            else if (run.FirstEvents.Count < ShownMax)
            {
                run.FirstEvents.Add(Encoding.UTF8.GetString(line.WrittenSpan));
            }
        }

        return run;
    }
}
