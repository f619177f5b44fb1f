namespace Farebox.Money;

/// <summary>Powers of ten by table, because scale arithmetic is on the path of every event.</summary>
internal static class PowerOfTen
{
    private static readonly long[] Longs = Build();

    /// <summary>Ten to a power of 0 to 18.</summary>
    public static long Long(int exponent) => Longs[exponent];

    private static long[] Build()
    {
        var powers = new long[19];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
