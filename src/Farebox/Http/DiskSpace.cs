namespace Farebox.Http;

/// <summary>The room left where the private database writes. A database of one's own is on a disk that only its server knows.</summary>
/// <param name="folder">A folder on that disk, or nothing.</param>
/// <param name="freeMin">Bytes below which no work should be sent here any more.</param>
internal sealed class DiskSpace(string? folder, long freeMin)
{
    /// <summary><c>ok</c>, <c>low</c>, or <c>unknown</c> when nobody can say, which keeps nobody from being ready.</summary>
    public string State
    {
        get
        {
            if (folder is null) return "unknown";
            try
            {
                return new DriveInfo(folder).AvailableFreeSpace < freeMin ? "low" : "ok";
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return "unknown";
            }
        }
    }
}
