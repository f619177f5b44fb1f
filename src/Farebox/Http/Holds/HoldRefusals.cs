using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Http.Holds;

/// <summary>Says why credit was not reserved, for a new hold and for one that was to grow.</summary>
internal static class HoldRefusals
{
    /// <param name="refusal">Why.</param>
    /// <param name="asset">What was asked for; <see langword="null"/> when the hold is gone.</param>
    /// <param name="units">How much of it.</param>
    public static Problem Of(HoldRefusal refusal, Asset? asset, long units)
    {
        if (refusal.Code == ProblemCodes.HoldNotOpen.Code || asset is null) return new(ProblemCodes.Of(refusal.Code));

        var available = DecimalText.Format(refusal.Available, asset.Scale);
        var detail = (refusal.Code, refusal.LimitedMember) switch
        {
            _ when refusal.Limit is { } limit => LimitWords.Of(limit),
            ("insufficient_credit", _) => $"The hold asks for {DecimalText.Format(units, asset.Scale)} {asset.Code} and {available} is available.",
            (_, { Length: > 0 } member) => $"The limit of member {member} would be exceeded.",
            (_, "") => "The limit of the account would be exceeded.",
            _ => null,
        };
        return new(ProblemCodes.Of(refusal.Code), detail) { Members = [new("available", available), new("asset", asset.Code), .. MembersOf(refusal.Limit)] };
    }

    private static IEnumerable<KeyValuePair<string, string>> MembersOf(LimitHit? limit)
    {
        if (limit is null) yield break;

        yield return new("limit", limit.Id);
        if (limit.Window is not { } window) yield break;
        yield return new("window_from", Rfc3339.Format(window.Start));
        yield return new("resets_at", Rfc3339.Format(window.End));
    }
}
