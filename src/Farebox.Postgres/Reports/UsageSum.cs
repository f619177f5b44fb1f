using System.Numerics;

namespace Farebox.Postgres.Reports;

/// <summary>Sums of usage in one asset. Costs and values of different currencies stay apart, because unlike units are never added.</summary>
public sealed class UsageSum
{
    /// <summary>A value is kept to this fraction of a smallest unit until it is shown, so that many grants do not add up errors.</summary>
    internal const long ValueParts = 1_000_000_000_000;

    private readonly SortedDictionary<string, Int128> _costs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, BigInteger> _values = new(StringComparer.Ordinal);

    public decimal Quantity { get; private set; }

    /// <summary>Smallest units debited.</summary>
    public Int128 Units { get; private set; }

    /// <summary>Upstream cost in smallest units, by currency.</summary>
    public IReadOnlyDictionary<string, Int128> Costs => _costs;

    /// <summary>What the customer paid for the units that were used, in smallest units, by currency.</summary>
    public IEnumerable<KeyValuePair<string, Int128>> Values => _values.Select(value => KeyValuePair.Create(value.Key, Rounded(value.Value)));

    internal static UsageSum Of(IEnumerable<UsageLine> lines)
    {
        var sum = new UsageSum();
        foreach (var line in lines) sum.Add(line);
        return sum;
    }

    private void Add(UsageLine line)
    {
        Quantity += line.Quantity;
        Units += line.Units;
        if (line.CostAsset.Length > 0) _costs[line.CostAsset] = _costs.GetValueOrDefault(line.CostAsset) + line.Cost;
        if (line.BasisAsset.Length > 0) _values[line.BasisAsset] = _values.GetValueOrDefault(line.BasisAsset) + line.Value;
    }

    internal static Int128 Rounded(BigInteger parts)
    {
        var half = parts.Sign * (ValueParts / 2);
        return (Int128)((parts + half) / ValueParts);
    }
}
