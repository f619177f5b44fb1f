using System.Numerics;

namespace Farebox.Postgres.Reports;

/// <summary>What became of the credit of one group over a period, in one asset: the roll-forward that finance ties.</summary>
/// <remarks>opening + granted + moved in − spent − expired − revoked − moved out = closing, in units and in value.</remarks>
public sealed class CreditSum
{
    private readonly Dictionary<string, (Int128 Units, BigInteger Value)> _parts = new(StringComparer.Ordinal);

    /// <summary>What the parts are called, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["opening", "granted", "moved_in", "spent", "expired", "revoked", "moved_out", "closing"];

    /// <summary>The currency the customer paid in; empty where nothing was paid.</summary>
    public string BasisAsset { get; private set; } = "";

    /// <summary>Smallest units of a part.</summary>
    public Int128 UnitsOf(string part) => part == "closing" ? Closing(static sum => sum.Units) : Part(part).Units;

    /// <summary>What the units of a part had cost the customer, in smallest units of <see cref="BasisAsset"/>, rounded half away from zero.</summary>
    /// <remarks>The closing value is rounded by itself, from exact parts: it may differ from the sum of the others by a smallest unit.</remarks>
    public Int128 ValueOf(string part) => UsageSum.Rounded(part == "closing" ? ClosingValue : Part(part).Value);

    private BigInteger ClosingValue
    {
        get
        {
            BigInteger sum = 0;
            foreach (var part in Parts) sum += Sign(part) * Part(part).Value;
            return sum;
        }
    }

    internal void Add(CreditLine line)
    {
        var (units, value) = Part(line.Part);
        _parts[line.Part] = (units + line.Units, value + line.Value);
        if (line.BasisAsset.Length > 0) BasisAsset = line.BasisAsset;
    }

    private Int128 Closing(Func<(Int128 Units, BigInteger Value), Int128> of)
    {
        Int128 sum = 0;
        foreach (var part in Parts) sum += Sign(part) * of(Part(part));
        return sum;
    }

    private (Int128 Units, BigInteger Value) Part(string part) => _parts.GetValueOrDefault(part);

    private static int Sign(string part) => part switch
    {
        "opening" or "granted" or "moved_in" => 1,
        "closing" => 0,
        _ => -1,
    };
}

/// <summary>One part of one group as the database adds it up.</summary>
/// <param name="Value">In parts of a smallest unit of the basis asset.</param>
internal sealed record CreditLine(string[] Keys, string Asset, string BasisAsset, string Part, Int128 Units, BigInteger Value);
