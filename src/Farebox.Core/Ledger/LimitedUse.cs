using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>Use as limits see it: priced charges, or a bare amount with the names it came with.</summary>
/// <param name="Charges">One per meter and asset; empty for a bare amount.</param>
/// <param name="Asset">The asset of a bare amount.</param>
/// <param name="Units">The bare amount, in smallest units.</param>
/// <param name="Meter">The meter a bare amount is for, if named.</param>
/// <param name="Model">The model a bare amount is for, if named.</param>
/// <param name="ApiKey">The API key it came with, if named.</param>
/// <param name="Requests">How many requests it is: one, or none for more of the same.</param>
public readonly record struct LimitedUse(
    IReadOnlyList<Charge> Charges, Asset? Asset, long Units, string? Meter, string? Model, string? ApiKey, int Requests)
{
    /// <summary>What of it can be captured of the hold it names: counted there already. A share may reach less than its hold has counted.</summary>
    public long Reach { get; init; }

    /// <summary>Use that has been charged.</summary>
    public static LimitedUse Of(IReadOnlyList<Charge> charges, string? apiKey) => new(charges, null, 0, null, null, apiKey, 1);

    /// <summary>Use that has been charged, and is captured from a hold.</summary>
    public static LimitedUse Of(IReadOnlyList<Charge> charges, string? apiKey, Hold? hold, bool final) =>
        new(charges, null, 0, null, null, apiKey, 1) { Reach = hold?.ReachOf(final) ?? 0 };

    /// <summary>What a hold of these terms asks for; of none of its charges when it is of a bare amount.</summary>
    public static LimitedUse Of(HoldTerms terms, IReadOnlyList<Charge> estimates, int requests) =>
        new(estimates, terms.Asset, terms.Units, terms.Meter, terms.Model, terms.ApiKey, requests);

    /// <summary>How much of it a limit counts, in what the limit counts in.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="onlyRejecting">Whether charges that leave a debt are left out.</param>
    public Int128 In(LimitTerms limit, bool onlyRejecting = false)
    {
        if (Charges.Count == 0) return limit.Takes(Meter, Model, ApiKey) ? OfBare(limit) : 0;

        var sum = Int128.Zero;
        for (var i = 0; i < Charges.Count; i++)
        {
            var charge = Charges[i];
            if (onlyRejecting && !charge.RejectOnShortfall) continue;
            if (!limit.Takes(charge.Meter, charge.Model, ApiKey)) continue;

            if (limit.Measure == LimitMeasure.Requests) return Requests;
            sum += OfCharge(limit, charge);
        }

        return sum;
    }

    private Int128 OfBare(LimitTerms limit) => limit.Measure switch
    {
        LimitMeasure.Spend => Asset == limit.Asset ? Units : 0,
        LimitMeasure.Requests => Requests,
        _ => 0,
    };

    private static Int128 OfCharge(LimitTerms limit, Charge charge) => limit.Measure switch
    {
        LimitMeasure.Spend => charge.Asset == limit.Asset ? charge.Units : 0,
        LimitMeasure.Quantity => (Int128)decimal.Truncate(charge.Quantity * 1_000_000m),
        _ => 0,
    };
}
