namespace Farebox.Ledger;

/// <summary>Units that a use had taken from a grant and that come back to it.</summary>
/// <param name="Seq">The entry of the use.</param>
/// <param name="Grant">The grant that had paid, be it later by settling the use's debt.</param>
/// <param name="Member">The path of the member whose use it was.</param>
/// <param name="Units">Smallest units; above zero. All that ever comes back of a use and a grant is at most what the grant paid for it.</param>
public readonly record struct GivenBack(long Seq, string Grant, string Member, long Units);
