using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Billing.Invoices;

/// <summary>One line of an invoice in the making.</summary>
internal sealed class LineWork(BillLine line)
{
    public BillLine Line => line;

    public decimal Discount { get; set; }

    public decimal Covered { get; set; }

    public decimal Credited { get; set; }

    public decimal Net => Exact.Subtract(line.Amount, Discount);

    public decimal Left => Exact.Subtract(Exact.Subtract(Net, Covered), Credited);

    public InvoiceLine Done(ImmutableArray<NamedAmount> taxes) => new(line, Discount, Covered, Credited, taxes);
}

/// <summary>What a credit pays.</summary>
internal readonly record struct PaidCredit(InvoiceCredit Credit, decimal Amount)
{
    public NamedAmount Named => new(Credit.Id, Amount);
}

/// <summary>Sums by id, in the order in which the ids came.</summary>
internal sealed class NamedSums
{
    private readonly List<NamedAmount> _sums = [];

    public ImmutableArray<NamedAmount> All => [.. _sums];

    public void Add(string id, decimal amount)
    {
        var at = _sums.FindIndex(sum => sum.Id == id);
        if (at < 0) _sums.Add(new(id, amount));
        else _sums[at] = new(id, Exact.Add(_sums[at].Amount, amount));
    }
}
