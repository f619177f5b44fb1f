using System.Numerics;

namespace Farebox.Postgres.Reports;

/// <summary>One group as the database adds it up, still split by currency.</summary>
/// <param name="Value">In parts of a smallest unit of the basis asset.</param>
internal sealed record UsageLine(
    string[] Keys, string Asset, string CostAsset, string BasisAsset, decimal Quantity, Int128 Units, Int128 Cost, BigInteger Value);
