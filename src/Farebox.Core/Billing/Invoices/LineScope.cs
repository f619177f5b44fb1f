using System.Collections.Immutable;

namespace Farebox.Billing.Invoices;

/// <summary>Which lines something is for. Each kind of name that is empty admits all.</summary>
public sealed record LineScope
{
    /// <summary>Every line.</summary>
    public static LineScope All { get; } = new();

    public ImmutableArray<string> Charges { get; init; } = [];

    public ImmutableArray<string> Plans { get; init; } = [];

    public ImmutableArray<LineKind> Kinds { get; init; } = [];

    /// <summary>The narrower, the lower: 0 for some charges, 1 for some plans or kinds, 2 for all.</summary>
    public int Breadth => Charges.Length > 0 ? 0 : Plans.Length > 0 || Kinds.Length > 0 ? 1 : 2;

    public bool Admits(BillLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return (Charges.IsEmpty || Charges.Contains(line.Charge)) && (Plans.IsEmpty || Plans.Contains(line.Plan)) && (Kinds.IsEmpty || Kinds.Contains(line.Kind));
    }
}
