namespace Farebox.Import;

/// <summary>Why a row became no event.</summary>
/// <param name="Code">A stable name, the server's own where it has one for the same fault.</param>
/// <param name="Detail">A sentence for whoever corrects the file.</param>
internal sealed record RowFault(string Code, string Detail);
