using Farebox.Billing;
using Farebox.Import.Mapping;

namespace Farebox.Offline;

/// <summary>Which history is billed, and which part of it.</summary>
internal sealed record HistoryOptions
{
    public required string File { get; init; }

    /// <summary>Null for CloudEvents, and for a CSV file whose columns speak for themselves.</summary>
    public ImportMap? Map { get; init; }

    public char Delimiter { get; init; } = ',';

    public BillSpan Span { get; init; } = new();

    /// <summary>Null: all accounts.</summary>
    public string? Account { get; init; }
}
