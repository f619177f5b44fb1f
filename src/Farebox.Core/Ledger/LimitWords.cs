using Farebox.Time;

namespace Farebox.Ledger;

/// <summary>A refusing limit in words: which, whose, which window, and when there is room again.</summary>
public static class LimitWords
{
    /// <summary>One or two sentences for the caller.</summary>
    public static string Of(LimitHit hit)
    {
        ArgumentNullException.ThrowIfNull(hit);
        var whose = hit.Member.Length == 0 ? "the account" : $"member '{hit.Member}'";
        if (hit.Measure == LimitMeasure.Margin) return $"The work is priced below what margin '{hit.Id}' of {whose} asks for over its upstream cost.";

        var passed = $"Limit '{hit.Id}' of {whose} would be passed.";
        return hit.Window is not { } window ? passed : $"{passed} Its window began at {Rfc3339.Format(window.Start)} and has room again from {Rfc3339.Format(window.End)}.";
    }
}
