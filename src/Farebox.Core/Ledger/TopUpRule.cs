using System.Numerics;
using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>Credit that is bought by itself when little is left.</summary>
public sealed record TopUpRule
{
    /// <summary>Payments that may be tried anew after one has failed.</summary>
    public const int RetriesMax = 5;

    /// <summary>Hundredths of the monthly cap that are told of, once a month each.</summary>
    internal static readonly int[] CapTold = [100, 90, 80];

    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24), TimeSpan.FromHours(48), TimeSpan.FromHours(72)];

    /// <summary>What is bought. An account has one rule per asset.</summary>
    public required Asset Asset { get; init; }

    /// <summary>Bought when at or below so many smallest units could be spent, debt taken off.</summary>
    public required long Threshold { get; init; }

    /// <summary>How much is bought at once; or absent, and then <see cref="Target"/> says.</summary>
    public long? Units { get; init; }

    /// <summary>Up to how much is bought, debt included; above <see cref="Threshold"/>.</summary>
    public long? Target { get; init; }

    /// <summary>What <see cref="PriceOf"/> units cost, in a currency; above zero.</summary>
    public required Amount Price { get; init; }

    /// <summary>How many smallest units have that price; above zero.</summary>
    public required long PriceOf { get; init; }

    /// <summary>Hundredths that are taken off the price; 0 to 99.</summary>
    public int DiscountPercent { get; init; }

    /// <summary>The most that may be asked for in a calendar month of UTC, in the currency of the price.</summary>
    public long? MonthlyCap { get; init; }

    /// <summary>How often a payment that failed is tried anew before nothing more is bought; at most <see cref="RetriesMax"/>.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>How long what is bought may be used; absent: for ever.</summary>
    public TimeSpan? Lasts { get; init; }

    /// <summary>The priority of what is bought in the burn order.</summary>
    public int Priority { get; init; }

    /// <summary>How much to buy when so much could be spent; zero when nothing is to be bought.</summary>
    internal long UnitsAt(Int128 available)
    {
        if (available > Threshold) return 0;

        var wanted = Units ?? Target!.Value - available;
        return wanted > long.MaxValue ? long.MaxValue : (long)wanted;
    }

    /// <summary>What so many units cost: exact, then rounded once to the currency's minor unit, half away from zero; never nothing.</summary>
    /// <returns><see langword="null"/> when it does not fit the ledger.</returns>
    public Amount? ChargeOf(long units)
    {
        var step = StepOf(Price.Asset);
        var numerator = (BigInteger)units * Price.Units * (100 - DiscountPercent);
        var denominator = (BigInteger)PriceOf * 100 * step;
        var steps = BigInteger.Max(1, ((2 * numerator) + denominator) / (2 * denominator));
        var charge = steps * step;
        return charge > long.MaxValue ? null : Amount.FromUnits(Price.Asset, (long)charge);
    }

    /// <summary>How long to wait before a payment is tried anew.</summary>
    /// <param name="failures">Failures in a row, the last one included.</param>
    internal static TimeSpan WaitAfter(int failures) => Waits[Math.Min(failures, Waits.Length) - 1];

    private static long StepOf(Asset currency)
    {
        var places = Iso4217.MinorUnits(currency.Code) ?? currency.Scale;
        return places >= currency.Scale ? 1 : PowerOfTen.Long(currency.Scale - places);
    }
}
