using Farebox.Billing.Invoices;
using Farebox.Rating;

namespace Farebox.Files.Conformance.Bills;

/// <summary>What may be credited of something that was paid.</summary>
internal sealed record RefundQuestion(CaseInputs Inputs) : Question
{
    public override void Answer(Answer answer, Working working) =>
        answer.Set("credit", CreditNote.Bounded(Inputs.Number("computed") ?? 0m, Inputs.Number("paid") ?? 0m, Inputs.Number("credited") ?? 0m));
}
