using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Charging;

/// <summary>Sets the top-up rule of an asset, or removes it.</summary>
/// <param name="tenantId">Whose it is.</param>
/// <param name="account">The account it buys for.</param>
/// <param name="key">The caller's name for the request.</param>
/// <param name="asset">What is bought.</param>
/// <param name="rule">The rule; <see langword="null"/> to remove it.</param>
public sealed class SetTopUpRule(int tenantId, string account, string key, Asset asset, TopUpRule? rule)
    : Command(tenantId, account, Identity.OfKey(tenantId, account, key), ContentOf(asset, rule))
{
    /// <summary>What is bought.</summary>
    public Asset Asset { get; } = asset;

    /// <summary>The rule; <see langword="null"/> to remove it.</summary>
    public TopUpRule? Rule { get; } = rule;

    private static Guid ContentOf(Asset asset, TopUpRule? rule) => rule is null
        ? Identity.OfContent("top-up rule", asset.Code)
        : Identity.OfContent(
            "top-up rule", asset.Code, $"{rule.Threshold}", $"{rule.Units}", $"{rule.Target}", $"{rule.Price}", $"{rule.PriceOf}", $"{rule.DiscountPercent}",
            $"{rule.MonthlyCap}", $"{rule.Retries}", $"{rule.Lasts?.Ticks}", $"{rule.Priority}");
}

/// <summary>Says that a purchase was paid, or that its payment failed. Each is said once, whoever says it how often.</summary>
/// <param name="tenantId">Whose it is.</param>
/// <param name="account">The account it is for.</param>
/// <param name="id">The purchase.</param>
/// <param name="isPaid">Whether it was paid.</param>
/// <param name="note">How the provider calls the payment, or why it failed. It is not bound to the identity: the first one is kept.</param>
public sealed class SettleTopUp(int tenantId, string account, string id, bool isPaid, string note)
    : Command(tenantId, account, Identity.OfNamed(tenantId, account, isPaid ? "top-up paid" : "top-up failed", id), Identity.OfContent("top-up", id))
{
    /// <summary>The purchase.</summary>
    public string Id { get; } = id;

    /// <summary>Whether it was paid.</summary>
    public bool IsPaid { get; } = isPaid;

    /// <summary>How the provider calls the payment, or why it failed.</summary>
    public string Note { get; } = note;
}
