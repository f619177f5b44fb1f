using System.Text.Json.Nodes;
using Farebox.Billing;
using Farebox.Billing.Invoices;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Files.Conformance.Bills;

/// <summary>What an invoice comes to, step by step.</summary>
internal sealed record InvoiceQuestion(InvoiceDraft Draft) : Question
{
    public override void Answer(Answer answer, Working working)
    {
        var invoice = InvoiceMaker.Make(Draft);
        foreach (var step in invoice.Steps) working.Add(step.Name, 1m, 0m, step.Change);

        answer.Set("sub_total", Exact.Subtract(invoice.Gross, invoice.DiscountTotal));
        answer.Set("discount", invoice.DiscountTotal);
        answer.Set("discounts", invoice.Lines.Select(line => line.Discount));
        answer.Set("after", invoice.Lines.Select(line => line.Net));
        answer.Set("coupons", invoice.Discounts.Length);
        answer.Set("true_up", invoice.Lines.Where(line => line.Line.Kind == LineKind.TrueUp).Aggregate(0m, (sum, line) => Exact.Add(sum, line.Line.Amount)));
        answer.Set("committed", invoice.Commitments.Select(item => (item.Id, item.Amount)));
        answer.Set("credit", invoice.CreditTotal);
        answer.Set("credits_left", Draft.Credits.Select(credit => Exact.Subtract(credit.Available, invoice.Credits.FirstOrDefault(used => used.Id == credit.Id).Amount)));
        answer.Set("taxes", invoice.Taxes.Select(tax => (tax.Id, tax.Amount)));
        answer.Set("tax", invoice.TaxTotal);
        answer.Set("line_taxes", invoice.Lines.Select(line => Draft.Rounding.Round(line.Taxes.Aggregate(0m, (sum, tax) => Exact.Add(sum, tax.Amount)))));
        answer.Set("effective_percent", invoice.EffectivePercent(Draft.Taxes));
        answer.Set("balance_used", invoice.BalanceUsed);
        answer.Set("due", invoice.Due);
        answer.Set("shown", invoice.Shown().Select(line => new JsonObject { ["line"] = line.Name, ["quantity"] = line.Quantity is { } quantity ? DecimalText.Format(quantity) : null, ["amount"] = DecimalText.Format(line.Amount) }));
    }
}
