using Farebox.Rating;

namespace Farebox.Charging;

/// <summary>What a card must be like for events to be debited by it the moment they come.</summary>
public static class LiveCard
{
    /// <summary>Why a row cannot be on a live card; nothing when it can.</summary>
    public static LiveMisfit? Misfit(CardKind kind, CardRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var what = $"Class '{row.Class}' of meter '{row.Meter}'";
        if (row.Charge.Arrears is { } reason) return new("arrears_only", $"{what} cannot be priced as events come. {reason}");
        if (CostsUnused(row.Charge)) return new("arrears_only", $"{what} costs something although nothing is used, and whether nothing is used is known at the end of the period.");
        if (kind == CardKind.Exchange && row.DebitRounding == DebitRounding.Cumulative) return Rule($"{what}: an exchange is rounded by itself, so it has no debit_rounding.");
        return kind == CardKind.Cost && row.DebitRounding == DebitRounding.Cumulative ? Rule($"{what}: a cost is not debited, so it has no debit_rounding.") : null;
    }

    /// <summary>Why two rows cannot be on one live card; nothing when they can.</summary>
    /// <remarks>An event is rounded once for all classes of a meter, so they must agree on how, and for how long.</remarks>
    public static LiveMisfit? Misfit(CardRow row, CardRow other)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(other);
        if (row.Meter != other.Meter) return null;
        if (row.DebitRounding != other.DebitRounding) return Rule($"All rows of meter '{row.Meter}' have the same debit_rounding, because an event is rounded once.");
        return row.DebitRounding == DebitRounding.Cumulative && row.Resets != other.Resets
            ? Rule($"All rows of meter '{row.Meter}' have the same resets, because their debits are rounded cumulatively.")
            : null;
    }

    /// <summary>The first thing that keeps a version off a live card; nothing when nothing does.</summary>
    public static LiveMisfit? Misfit(CardKind kind, CardVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);

        var firsts = new Dictionary<string, CardRow>(StringComparer.Ordinal);
        foreach (var row in version.Rows)
        {
            if (Misfit(kind, row) is { } misfit) return misfit;
            if (!firsts.TryAdd(row.Meter, row) && Misfit(row, firsts[row.Meter]) is { } clash) return clash;
        }

        return null;
    }

    // Such a fee would be debited again by every event of nothing.
    private static bool CostsUnused(ChargeModel charge) => charge.Refuses(0m, default) is null && charge.Price(0m, default, null) != 0m;

    private static LiveMisfit Rule(string detail) => new("invalid_rule", detail);
}

/// <summary>Why something cannot be on a live card.</summary>
/// <param name="Code">A registered code.</param>
/// <param name="Detail">The same in words.</param>
public sealed record LiveMisfit(string Code, string Detail);
