using Farebox.Billing;
using Farebox.Import;

namespace Farebox.Offline;

/// <summary>A history of use, one event at a time and in the order of its file, however long it is.</summary>
internal interface IHistory : IDisposable
{
    /// <summary>The event that was read last; not to be asked for where there is a <see cref="Fault"/>. Its data is good until the next one.</summary>
    UsageRow Row { get; }

    /// <summary>Why what was read last is no event.</summary>
    RowFault? Fault { get; }

    /// <summary>The number of the row that was read last; the first is 1.</summary>
    long Number { get; }

    /// <summary>Who produced it and by which id. Null where rows are told apart by their numbers, so that none can be a repetition.</summary>
    (string Source, string Id)? Identity { get; }

    /// <summary>False at the end.</summary>
    /// <exception cref="ImportException">The file cannot be read on.</exception>
    bool Read();
}
