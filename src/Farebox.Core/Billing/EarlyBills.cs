using Farebox.Ledger.Conventions;
using Farebox.Ledger.Thresholds;
using Farebox.Money;

namespace Farebox.Billing;

/// <summary>Bills that come before the end of a period because spend has reached a threshold. It follows one charge through one period.</summary>
public sealed class EarlyBills(ThresholdTerms thresholds, EarlyBilling mode)
{
    private decimal _before;

    /// <summary>What has been billed early and is credited at the end of the period; nothing where each bill ends its period.</summary>
    public decimal ToCredit { get; private set; }

    /// <summary>What was used since the last bill that ended a period, priced.</summary>
    public decimal Running => _before;

    /// <summary>Tells what more was used, priced.</summary>
    /// <returns>What is billed now; nothing where no threshold is crossed, or what it would bill has been billed.</returns>
    /// <exception cref="OverflowException">The exact total does not fit in a <see cref="decimal"/>.</exception>
    public decimal? Add(decimal amount)
    {
        var total = Exact.Add(_before, amount);
        var crossed = !thresholds.Crossed(_before, total, null).IsEmpty;
        _before = total;
        if (!crossed || total <= ToCredit) return null;

        var bill = Exact.Subtract(total, ToCredit);
        if (mode == EarlyBilling.EndsPeriod) _before = 0m;
        else ToCredit = total;
        return bill;
    }

    /// <summary>What the last bill of a period credits of what was billed early, fee by fee, and never more than the fee.</summary>
    /// <param name="fees">The fees of the whole period by name.</param>
    /// <param name="latest">What the latest early bill said of each. Early bills are of everything since the period began, so the ones before it are in it.</param>
    public static decimal Credit(IReadOnlyDictionary<string, decimal> fees, IReadOnlyDictionary<string, decimal> latest)
    {
        ArgumentNullException.ThrowIfNull(fees);
        ArgumentNullException.ThrowIfNull(latest);
        return fees.Select(fee => Math.Min(fee.Value, latest.GetValueOrDefault(fee.Key))).Aggregate(0m, Exact.Add);
    }
}
