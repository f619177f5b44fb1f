using System.Globalization;
using Farebox.Money;

namespace Farebox.Billing.Subscriptions;

/// <summary>A part of a whole as two counts, so that nothing is lost before an amount is made of it.</summary>
/// <param name="Part">Zero or more; it may be above the whole where a stub is longer than a cycle.</param>
/// <param name="Whole">Above zero.</param>
public readonly record struct Share(long Part, long Whole)
{
    /// <summary>The quotient, rounded to decimal places.</summary>
    public decimal Ratio(int places, RoundingRule rule = RoundingRule.HalfAwayFromZero) => Quotient.Round(Part, Whole, places, rule);

    /// <summary>Such as <c>14/28</c>; a whole is <c>1</c>.</summary>
    public override string ToString() => Part == Whole ? "1" : string.Create(CultureInfo.InvariantCulture, $"{Part}/{Whole}");
}
