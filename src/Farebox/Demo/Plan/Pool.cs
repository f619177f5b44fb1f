using Farebox.Client;

namespace Farebox.Demo.Plan;

/// <summary>The three grants that everybody pays from. The one that expires first burns first.</summary>
internal static class Pool
{
    public static readonly IReadOnlyList<Grant> Grants =
    [
        GrantOf("bonus", "500", new DateTimeOffset(2026, 10, 15, 0, 0, 0, TimeSpan.Zero)),
        GrantOf("included", "1000", new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero)),
        GrantOf("purchased", "6000", new DateTimeOffset(2027, 7, 1, 0, 0, 0, TimeSpan.Zero)) with { CostBasis = new(Prices.Dollar, "60") },
    ];

    private static Grant GrantOf(string source, string amount, DateTimeOffset expiresAt) => new()
    {
        Id = source,
        Asset = Prices.Credit,
        Amount = amount,
        Source = source,
        EffectiveAt = DemoTime.QuarterStart,
        ExpiresAt = expiresAt,
    };
}
