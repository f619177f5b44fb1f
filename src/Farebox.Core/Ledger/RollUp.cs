using System.Numerics;
using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>Usage added up by day, member, meter, model and grant: what reports read.</summary>
/// <remarks>A book keeps only what has come since its last checkpoint; storage adds that to the lines it has.</remarks>
public sealed class RollUp
{
    /// <summary>The grant of a line that was left as debt.</summary>
    public const string DebtGrant = "debt";

    private readonly Dictionary<RollUpKey, RollUpLine> _lines = [];

    /// <summary>The lines, in no order.</summary>
    public IReadOnlyDictionary<RollUpKey, RollUpLine> Lines => _lines;

    /// <summary>Adds to the line of a key.</summary>
    public void Add(in RollUpKey key, Int128 units, decimal quantity, Int128 cost)
    {
        if (!_lines.TryGetValue(key, out var line)) _lines.Add(key, line = new());
        line.Add(units, quantity, cost);
    }

    /// <summary>Forgets all lines.</summary>
    public void Clear() => _lines.Clear();

    /// <summary>Adds what one usage or capture entry debited, shared out over the grants that paid for it.</summary>
    internal void AddUsage(Entry entry, DateOnly day, string meter, string model, Asset asset, decimal quantity, Amount? cost)
    {
        var key = new RollUpKey(day, entry.Member, meter, model, "", asset.Code, cost?.Asset.Code ?? "");
        var costUnits = cost?.Units ?? 0;
        var total = 0L;
        foreach (var transfer in entry.Transfers)
        {
            if (Pays(transfer, meter, asset)) total += transfer.Units;
        }

        if (total == 0)
        {
            Add(key, 0, quantity, costUnits);
            return;
        }

        // Shared out by running totals, so that the parts add up to the whole exactly.
        var (paid, quantityGiven, costGiven) = (0L, 0m, (Int128)0);
        foreach (var transfer in entry.Transfers)
        {
            if (!Pays(transfer, meter, asset)) continue;

            paid += transfer.Units;
            var quantitySoFar = paid == total ? quantity : Share(quantity, paid, total);
            var costSoFar = (Int128)costUnits * paid / total;
            Add(key with { Grant = GrantOf(transfer) }, transfer.Units, quantitySoFar - quantityGiven, costSoFar - costGiven);
            (quantityGiven, costGiven) = (quantitySoFar, costSoFar);
        }
    }

    /// <summary>The parts of a quantity and a cost that stand under each grant that paid: those that a use of these transfers was added with.</summary>
    public static IReadOnlyList<TakenShare> SharesOf(IReadOnlyList<(string Grant, long Units)> paid, decimal quantity, long cost)
    {
        ArgumentNullException.ThrowIfNull(paid);
        if (paid.Count == 0) return [new("", quantity, cost)];

        var (total, soFar, quantityGiven, costGiven, shares) = (paid.Sum(part => part.Units), 0L, 0m, (Int128)0, new List<TakenShare>(paid.Count));
        foreach (var (grant, units) in paid)
        {
            soFar += units;
            var quantitySoFar = soFar == total ? quantity : Share(quantity, soFar, total);
            var costSoFar = (Int128)cost * soFar / total;
            shares.Add(new(grant, quantitySoFar - quantityGiven, (long)(costSoFar - costGiven)));
            (quantityGiven, costGiven) = (quantitySoFar, costSoFar);
        }

        return shares;
    }

    /// <summary>Adds what a meter only counted: a quantity, and what it cost the seller.</summary>
    internal void AddCount(Entry entry, DateOnly day, Charge charge) => Add(
        new(day, entry.Member, charge.Meter, charge.Model, "", "", charge.UpstreamCost?.Asset.Code ?? ""),
        0, charge.Quantity, charge.UpstreamCost?.Units ?? 0);

    /// <summary>Moves units from the debt's line to the grant's on the day a debt is settled; the usage itself was counted when it happened.</summary>
    internal void AddSettlement(Entry entry, Debt debt, Grant grant, long units)
    {
        var key = new RollUpKey(SettledOn(entry), debt.Member.Path, debt.Meter, debt.Model, DebtGrant, debt.Asset.Code, "");
        Add(key, -units, 0, 0);
        Add(key with { Grant = grant.Terms.Id }, units, 0, 0);
    }

    /// <summary>What falls due is settled when it fell due; anything else when it was recorded, also by use that occurred long before.</summary>
    internal static DateOnly SettledOn(Entry entry) =>
        DateOnly.FromDateTime((entry.Kind == EntryKind.Due ? entry.OccurredAt : entry.RecordedAt).UtcDateTime);

    /// <summary>Down to whole millionths, by whole numbers: a product of decimals would overflow or round by itself.</summary>
    private static decimal Share(decimal quantity, long paid, long total)
    {
        var millionths = (BigInteger)decimal.Truncate(quantity * 1_000_000m) * paid / total;
        return (decimal)millionths / 1_000_000m;
    }

    private static bool Pays(in Transfer transfer, string meter, Asset asset) =>
        transfer.To.Kind == AccountKind.Spent && transfer.To.Asset == asset
        && transfer.To.Code.AsSpan("spent/".Length).SequenceEqual(meter);

    private static string GrantOf(in Transfer transfer) => transfer.From.Grant?.Terms.Id ?? DebtGrant;
}

/// <summary>What a roll-up line is about. Cost assets are kept apart, because unlike units are never added.</summary>
public readonly record struct RollUpKey(
    DateOnly Day, string Member, string Meter, string Model, string Grant, string Asset, string CostAsset);

/// <summary>The sums of a roll-up line.</summary>
public sealed class RollUpLine
{
    /// <summary>Smallest units of the asset that were debited.</summary>
    public Int128 Units { get; private set; }

    /// <summary>Quantity over all components.</summary>
    public decimal Quantity { get; private set; }

    /// <summary>Upstream cost in smallest units of its asset.</summary>
    public Int128 Cost { get; private set; }

    internal void Add(Int128 units, decimal quantity, Int128 cost)
    {
        Units += units;
        Quantity += quantity;
        Cost += cost;
    }
}
