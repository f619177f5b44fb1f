namespace Farebox.Export;

/// <summary>Which part of the journal is wanted.</summary>
/// <param name="Account">One account; null: all of them.</param>
/// <param name="From">Entries recorded at or after it; null: from the first one.</param>
/// <param name="To">Entries recorded before it; null: to the last one.</param>
internal sealed record ExportScope(string? Account, DateTimeOffset? From, DateTimeOffset? To);
