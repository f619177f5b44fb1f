using Farebox.Billing;
using Farebox.Billing.Invoices;
using Farebox.Money;

namespace Farebox.Tests.Billing.Invoices;

/// <summary>Drafts of invoices in dollars.</summary>
internal static class Drafted
{
    public static LineRounding Cents { get; } = new(new("USD", 9, AssetKind.Currency), null, MidpointRounding.AwayFromZero);

    public static InvoiceDraft Of(params decimal[] amounts) => new()
    {
        Currency = "USD",
        Rounding = Cents,
        Lines = [.. amounts.Select((amount, i) => Line($"line-{i + 1}", amount))],
    };

    public static BillLine Line(string charge, decimal exact, LineKind kind = LineKind.Usage) => new()
    {
        Charge = charge,
        Kind = kind,
        Quantity = 1m,
        Exact = exact,
        Amount = Cents.Round(exact),
        Steps = [new("given", 1m, exact, exact)],
    };
}
