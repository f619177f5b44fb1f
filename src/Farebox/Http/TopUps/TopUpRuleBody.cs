using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Http.TopUps;

/// <summary>Reads the body that sets a top-up rule.</summary>
internal static class TopUpRuleBody
{
    private const int PriorityMax = 1_000_000;
    private const int LastsSecondsMax = 10 * 366 * 24 * 3600;

    public static TopUpRule? Read(BodyReader body, Asset? asset, BodyReader? price, Asset? currency)
    {
        var threshold = body.RequiredUnits("threshold", asset, min: 0);
        var units = body.Has("amount") ? body.RequiredUnits("amount", asset) : (long?)null;
        var target = body.Has("up_to") ? body.RequiredUnits("up_to", asset) : (long?)null;
        var (priceUnits, per) = (price?.RequiredUnits("amount", currency) ?? 0, price?.RequiredUnits("per", asset) ?? 0);
        var discount = body.OptionalInteger("discount_percent", 0, 99) ?? 0;
        var cap = body.Has("monthly_cap") ? body.RequiredUnits("monthly_cap", currency) : (long?)null;
        var retries = body.OptionalInteger("retries", 0, TopUpRule.RetriesMax) ?? 3;
        var lasts = body.OptionalInteger("expires_after_seconds", 1, LastsSecondsMax);
        var priority = body.OptionalInteger("priority", -PriorityMax, PriorityMax) ?? 0;
        if (units is null == target is null) body.Fault("amount", ProblemCodes.InvalidRule, "What is bought is an \"amount\", or so much that there is \"up_to\": one of the two.");
        if (target is not null && asset is not null && target <= threshold) body.Fault("up_to", ProblemCodes.InvalidRule, "\"up_to\" lies above \"threshold\"; else it would be bought for ever.");
        if (currency is { Kind: not AssetKind.Currency }) price!.Fault("asset", ProblemCodes.InvalidRule, "A price is in a currency.");
        if (body.HasFaults) return null;

        var rule = new TopUpRule
        {
            Asset = asset!, Threshold = threshold, Units = units, Target = target, Price = Amount.FromUnits(currency!, priceUnits), PriceOf = per,
            DiscountPercent = discount, MonthlyCap = cap, Retries = retries, Lasts = lasts is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Priority = priority,
        };
        if (rule.ChargeOf(units ?? target!.Value) is not { } charge) body.Fault("price", ProblemCodes.AmountOverflow, "What it costs does not fit the currency.");
        else if (charge.Units > cap && units is not null) body.Fault("monthly_cap", ProblemCodes.InvalidRule, "Not even one purchase fits under the cap.");
        return rule;
    }
}
