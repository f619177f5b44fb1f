using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Percentages as parts of one, by moving the point, which is exact.</summary>
public static class Percent
{
    private const decimal Hundredth = 0.01m;

    /// <summary>1.3 becomes 0.013.</summary>
    public static decimal Rate(decimal percent) => Exact.Multiply(percent, Hundredth);

    /// <summary>0.013 becomes 1.3.</summary>
    public static decimal Of(decimal rate) => Exact.Multiply(rate, 100m);
}
