namespace Farebox.Import.Progress;

/// <summary>A row that was not recorded, for the file of errors.</summary>
/// <param name="Line">Where it ends in the imported file.</param>
/// <param name="Status">The server's word for it, or that it became no event.</param>
internal sealed record RowError(long Row, long Line, string? Id, string Status, string Code, string Detail);
