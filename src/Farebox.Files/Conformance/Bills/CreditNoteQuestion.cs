using System.Collections.Immutable;
using Farebox.Billing.Invoices;
using Farebox.Files.Yaml;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Files.Conformance.Bills;

/// <summary>What one credit note after the other gives back of the same lines.</summary>
internal sealed record CreditNoteQuestion(ImmutableArray<YamlMap> Notes, NoteRounding NoteRounding, NumberRounding Rounding) : Question
{
    public static CreditNoteQuestion Read(YamlMap setup, YamlMap inputs, NumberRounding rounding) => new(
        [.. inputs.Items("notes").Cast<YamlMap>()], setup.Text("credit_note") == "total" ? NoteRounding.Total : NoteRounding.Parts, rounding);

    public override void Answer(Answer answer, Working working)
    {
        var rounding = InvoiceReading.RoundingOf(Rounding);
        var (before, made) = (new Dictionary<string, decimal>(StringComparer.Ordinal), new List<CreditNote>());
        foreach (var note in Notes)
        {
            var lines = note.Entries("lines").Select(entry => Line(entry.Key.Text, (YamlMap)entry.Value, before)).ToImmutableArray();
            made.Add(CreditNote.Of(lines, rounding, NoteRounding));
        }

        answer.Set("sub_totals", made.Select(note => note.SubTotal));
        answer.Set("note_taxes", made.Select(note => note.TaxTotal));
        answer.Set("totals", made.Select(note => note.Total));
        answer.Set("amount", made.Aggregate(0m, (sum, note) => Exact.Add(sum, note.Total)));
        answer.Set("discount", made[^1].DiscountTaken);
        answer.Set("taxes", made[^1].Taxes.Select(tax => (tax.Id, tax.Amount)));
        answer.Set("effective_percent", made[^1].EffectivePercent);
    }

    private static CreditedLine Line(string id, YamlMap map, Dictionary<string, decimal> before)
    {
        var (credit, earlier) = (InvoiceReading.Number(map, "credit"), before.GetValueOrDefault(id));
        before[id] = Exact.Add(earlier, credit);
        return new(credit, InvoiceReading.Number(map, "amount"), InvoiceReading.Number(map, "discount"), earlier,
            [.. map.Entries("taxes").Select(tax => (tax.Key.Text, ((YamlScalar)tax.Value).Number()))]);
    }
}
