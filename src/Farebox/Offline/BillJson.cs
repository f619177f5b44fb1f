using System.Text.Json;
using Farebox.Billing;
using Farebox.Http.Json;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Offline;

/// <summary>Writes what <c>farebox price --json</c> says: every line with its working, what was adjusted, the total, and what has no price.</summary>
/// <remarks>Every number that is an amount, a quantity or a price is a decimal text. Lines and adjustments sum to the total.</remarks>
internal sealed class BillJson(Utf8JsonWriter json, HistoryRun history)
{
    private readonly BillRun _run = history.Runs[0];

    /// <param name="bills">All bills of the history's first plan.</param>
    public void Write(IReadOnlyCollection<Bill> bills)
    {
        json.WriteStartObject();
        json.WriteString("plan", _run.Plan.Id);
        json.WriteString("currency", _run.Plan.Currency.Code);
        json.WriteStartArray("lines");
        foreach (var bill in bills)
        {
            foreach (var line in bill.Lines) WriteLine(bill, line);
        }

        json.WriteEndArray();
        json.WriteStartArray("adjustments");
        foreach (var bill in bills)
        {
            foreach (var adjustment in bill.Adjustments) WriteAdjustment(bill, adjustment);
        }

        json.WriteEndArray();
        json.WriteString("total", Amount(bills.Sum(bill => bill.Total)));
        json.WriteStartArray("bills");
        foreach (var bill in bills) WriteBill(bill);
        json.WriteEndArray();
        json.WriteStartArray("unrated");
        foreach (var bill in bills)
        {
            foreach (var unrated in bill.Unrated) WriteUnrated(bill, unrated);
        }

        foreach (var unrated in _run.Unplaced) WriteUnrated(null, unrated);
        json.WriteEndArray();
        WriteUsage(bills);
        json.WriteEndObject();
    }

    private void WriteLine(Bill bill, BillLine line)
    {
        json.WriteStartObject();
        WriteOwner(bill);
        json.WriteString("charge", line.Charge);
        json.WriteStartObject("group");
        foreach (var (name, value) in line.Group) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteNumber("events", line.Events);
        json.WriteString("quantity", DecimalText.Format(line.Quantity));
        json.WriteString("exact", DecimalText.Format(line.Exact));
        json.WriteString("amount", Amount(line.Amount));
        StepsJson.Write(json, line.Steps);
        json.WriteEndObject();
    }

    private void WriteAdjustment(Bill bill, BillAdjustment adjustment)
    {
        json.WriteStartObject();
        WriteOwner(bill);
        if (adjustment.Charge is not null) json.WriteString("charge", adjustment.Charge);
        json.WriteString("reason", adjustment.Reason);
        json.WriteString("exact", DecimalText.Format(adjustment.Exact));
        json.WriteString("amount", Amount(adjustment.Amount));
        json.WriteEndObject();
    }

    private void WriteBill(Bill bill)
    {
        json.WriteStartObject();
        WriteOwner(bill);
        json.WriteString("total", Amount(bill.Total));
        if (bill.Cost is { } cost)
        {
            json.WriteString("cost", Amount(cost));
            json.WriteString("margin", Amount(bill.Total - cost));
        }

        json.WriteNumber("rated_events", bill.RatedEvents);
        json.WriteNumber("unrated_events", bill.Unrated.Sum(unrated => unrated.Events));
        json.WriteEndObject();
    }

    private void WriteUnrated(Bill? bill, UnratedUsage unrated)
    {
        json.WriteStartObject();
        if (bill is not null) WriteOwner(bill);
        json.WriteString("code", unrated.Code);
        json.WriteString("detail", unrated.Detail);
        json.WriteNumber("events", unrated.Events);
        if (unrated.FirstRow > 0) json.WriteNumber("first_row", unrated.FirstRow);
        json.WriteEndObject();
    }

    private void WriteUsage(IReadOnlyCollection<Bill> bills)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("rows", history.Rows);
        json.WriteNumber("rated", bills.Sum(bill => bill.RatedEvents));
        json.WriteNumber("unrated", bills.Sum(bill => bill.Unrated.Sum(unrated => unrated.Events)) + _run.Unplaced.Sum(unrated => unrated.Events));
        json.WriteNumber("repeated", history.Repetitions);
        json.WriteNumber("outside_the_dates", _run.OutsideEvents);
        json.WriteNumber("of_other_accounts", history.OfOthers);
        json.WriteEndObject();
    }

    private void WriteOwner(Bill bill)
    {
        json.WriteString("account", bill.Account);
        json.WriteString("from", Rfc3339.Format(bill.Period.Start));
        json.WriteString("to", Rfc3339.Format(bill.Period.End));
    }

    private string Amount(decimal amount) => _run.Plan.Rounding.Format(amount);
}
