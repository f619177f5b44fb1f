using System.Buffers;
using Farebox.Import.Rows;

namespace Farebox.Import.Mapping;

/// <summary>Writes the row that was read last as a CloudEvent on a line.</summary>
internal interface IEventWriter
{
    /// <returns>Why there is no event, and nothing was written; null when there is one.</returns>
    RowFault? Write(IBufferWriter<byte> line);
}

/// <summary>Lines that are CloudEvents already.</summary>
internal sealed class LineWriter(JsonRows rows) : IEventWriter
{
    public RowFault? Write(IBufferWriter<byte> line)
    {
        if (rows.Fault is { } fault) return fault;
        line.Write(rows.Bytes.Span);
        return null;
    }
}
