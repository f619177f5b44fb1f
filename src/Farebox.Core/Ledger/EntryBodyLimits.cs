namespace Farebox.Ledger;

/// <summary>A named limit was set, replacing an earlier one of its id, or proposed to be where that takes a second approver.</summary>
/// <param name="Terms">What it is to be.</param>
/// <param name="By">The key that set or proposed it; empty where nobody answers for it.</param>
/// <param name="IsProposed">Whether it waits for a second approver, and the limit stays as it was.</param>
public sealed record LimitDefined(LimitTerms Terms, string By, bool IsProposed) : EntryBody;

/// <summary>What was done to a limit other than setting it.</summary>
public enum LimitAct
{
    /// <summary>It was removed.</summary>
    Remove,

    /// <summary>What was proposed was approved by another key.</summary>
    Approve,

    /// <summary>What was proposed was declined.</summary>
    Decline,
}

/// <summary>A limit was removed or proposed to be, or a proposal was decided.</summary>
/// <param name="Id">The limit; a total limit by <see cref="TotalLimitId"/>.</param>
/// <param name="Act">What was done.</param>
/// <param name="By">The key that did it; empty where nobody answers for it.</param>
/// <param name="IsProposed">Whether the removal waits for a second approver.</param>
public sealed record LimitChanged(string Id, LimitAct Act, string By, bool IsProposed) : EntryBody;

/// <summary>The id under which a total limit, which nobody named, can be removed: <c>total:asset</c> or <c>total:asset:member</c>.</summary>
public static class TotalLimitId
{
    /// <summary>Whose total limit an id means, and of what asset.</summary>
    public static bool TryParse(string id, out string asset, out string member)
    {
        (asset, member) = ("", "");
        if (!id.StartsWith(LimitTerms.TotalPrefix, StringComparison.Ordinal)) return false;

        // No code of an asset has a colon, and the id of a member may.
        var rest = id[LimitTerms.TotalPrefix.Length..];
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        (asset, member) = colon < 0 ? (rest, "") : (rest[..colon], rest[(colon + 1)..]);
        return true;
    }
}
