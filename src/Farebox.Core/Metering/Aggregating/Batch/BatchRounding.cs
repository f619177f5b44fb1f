using System.Numerics;

namespace Farebox.Metering.Aggregating.Batch;

/// <summary>Rounds a quotient by its floor and what is above it.</summary>
internal static class BatchRounding
{
    public static decimal Divide(BigInteger numerator, BigInteger denominator, QuantityRounding rounding)
    {
        var scale = BigInteger.Pow(10, rounding.Places);
        var rest = (numerator * scale) % denominator;
        if (rest.Sign < 0) rest += denominator;
        var floor = ((numerator * scale) - rest) / denominator;

        var isUp = rounding.Rule switch
        {
            _ when rest.IsZero => false,
            MidpointRounding.ToPositiveInfinity => true,
            MidpointRounding.ToNegativeInfinity => false,
            MidpointRounding.ToZero => floor.Sign < 0,
            _ when rest * 2 != denominator => rest * 2 > denominator,
            MidpointRounding.ToEven => !floor.IsEven,
            _ => floor.Sign >= 0,
        };
        return (decimal)(isUp ? floor + 1 : floor) / (decimal)scale;
    }
}
