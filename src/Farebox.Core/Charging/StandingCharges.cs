using Farebox.Ledger;

namespace Farebox.Charging;

/// <summary>Says of a charge that stands what may come back of it, from the transfers of its entry and from what has happened to them since.</summary>
public static class StandingCharges
{
    /// <summary>The charge with what may come back.</summary>
    /// <param name="seq">The entry whose charge it is.</param>
    /// <param name="member">The path of the member charged.</param>
    /// <param name="charge">The charge.</param>
    /// <param name="paid">The parts that grants paid, in the order of the transfers; without a grant what was left as debt.</param>
    /// <param name="settled">The parts that grants paid later by settling that debt, in order.</param>
    /// <param name="cancelled">What of that debt is not owed any more because an adjustment lowered it.</param>
    /// <param name="returned">What has come back of uses of the meter in this asset.</param>
    public static StandingCharge Of(
        long seq, string member, Charge charge, IReadOnlyList<(string? Grant, long Units)> paid, IReadOnlyList<(string Grant, long Units)> settled, long cancelled,
        IEnumerable<GivenBack> returned)
    {
        ArgumentNullException.ThrowIfNull(charge);
        var own = returned.Where(part => part.Seq == seq).ToArray();
        var parts = new PaidParts(long.MaxValue, own);
        parts.Add(seq, member, [.. settled.Reverse(), .. paid.Reverse().Where(part => part.Grant is not null).Select(part => (part.Grant!, part.Units))]);
        var units = charge.Asset is null ? 0 : charge.Units - cancelled - own.Sum(part => part.Units);
        return new(charge, units, parts.Parts, RollUp.SharesOf([.. paid.Select(part => (part.Grant ?? RollUp.DebtGrant, part.Units))], charge.Quantity, charge.UpstreamCost?.Units ?? 0));
    }
}
