using Farebox.Billing.Conventions;
using Farebox.Files.Yaml;
using Farebox.Rating;

namespace Farebox.Files.Conformance.Bills;

/// <summary>Reads what a case asks about bills, whose shape has been checked.</summary>
internal sealed class BillReader(BillingPreset preset, Func<YamlNode, ChargeModel?> readCharge, Findings found)
{
    /// <summary>What it reads; each may stand in a setup with what goes with it.</summary>
    public static readonly string[] Kinds = ["cycle", "proration", "subscription", "invoice", "credit_note", "refund", "window_commitments", "outcomes"];

    public Question? Read(string kind, YamlMap setup, YamlMap inputs, NumberRounding rounding)
    {
        var proration = ProrationReading.Read(setup.Find("proration") as YamlMap, preset);
        return kind switch
        {
            "cycle" => CycleQuestion.Read((YamlMap)setup.Find("cycle")!, proration, inputs, found),
            "subscription" => new SubscriptionReading(readCharge, found).Read((YamlMap)setup.Find("subscription")!, proration, inputs, rounding),
            "invoice" => new InvoiceQuestion(InvoiceReading.Read(setup.Find("invoice")!.OrEmpty(), preset, inputs, rounding)),
            "credit_note" => CreditNoteQuestion.Read(setup, inputs, rounding),
            "refund" => new RefundQuestion(new(inputs)),
            "window_commitments" => WindowQuestion.Read((YamlMap)setup.Find("window_commitments")!, inputs),
            "outcomes" => OutcomeQuestion.Read(setup.Find("outcomes")!.OrEmpty(), inputs),
            _ => new ProrationQuestion(proration, CycleReading.Zone(setup.Find("proration")!.OrEmpty()), new(inputs), inputs.Find("part")!.OrEmpty(), rounding),
        };
    }
}
