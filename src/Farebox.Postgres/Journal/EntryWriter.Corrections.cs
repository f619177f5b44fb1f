using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Postgres.Journal;

/// <summary>Corrections.</summary>
internal sealed partial class EntryWriter
{
    private void Write(UsageCorrected corrected)
    {
        _json.WriteString("what"u8, Names.Of(corrected.What));
        _json.WriteString("correction"u8, corrected.CorrectionId);
        _json.WriteString("source"u8, corrected.Source);
        _json.WriteString("id"u8, corrected.Id);
        _json.WriteString("type"u8, corrected.Type);
        _json.WriteNumber("number"u8, corrected.Number);
        _json.WriteNumber("corrects"u8, corrected.Corrects);
        if (corrected.Taken.Count > 0)
        {
            _json.WriteStartArray("taken"u8);
            foreach (var taken in corrected.Taken) Write(taken);
            _json.WriteEndArray();
        }

        WriteReturns(corrected);
        if (corrected.Charges.Count == 0) return;

        _json.WriteStartArray("charges"u8);
        for (var i = 0; i < corrected.Charges.Count; i++) Write(corrected.Charges[i]);
        _json.WriteEndArray();
    }

    private void Write(TakenBack taken)
    {
        _json.WriteStartObject();
        _json.WriteString("meter"u8, taken.Meter);
        if (taken.Model.Length > 0) _json.WriteString("model"u8, taken.Model);
        if (taken.Asset is { } asset)
        {
            _json.WriteString("asset"u8, asset.Code);
            _json.WriteNumber("units"u8, taken.Units);
        }

        _json.WritePropertyName("quantity"u8);
        _json.WriteRawValue(DecimalText.Format(taken.Quantity));
        if (taken.Cost is { } cost) WriteAmount("cost"u8, cost);
        WriteShares(taken.Shares);
        CounterJson.Write(_json, taken.Counters);
        _json.WriteEndObject();
    }

    private void WriteShares(IReadOnlyList<TakenShare> shares)
    {
        _json.WriteStartArray("shares"u8);
        foreach (var share in shares)
        {
            _json.WriteStartArray();
            _json.WriteStringValue(share.Grant);
            _json.WriteRawValue(DecimalText.Format(share.Quantity));
            _json.WriteNumberValue(share.Cost);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    /// <summary>In the form of an adjustment's, each with the place of the charge it is of, so that one query adds up all that ever came back.</summary>
    private void WriteReturns(UsageCorrected corrected)
    {
        if (corrected.Taken.All(taken => taken.Returns.Count == 0)) return;

        _json.WriteStartArray("returns"u8);
        for (var i = 0; i < corrected.Taken.Count; i++)
        {
            foreach (var part in corrected.Taken[i].Returns)
            {
                _json.WriteStartArray();
                _json.WriteNumberValue(part.Seq);
                _json.WriteStringValue(part.Grant);
                _json.WriteStringValue(part.Member);
                _json.WriteNumberValue(part.Units);
                _json.WriteNumberValue(i);
                _json.WriteEndArray();
            }
        }

        _json.WriteEndArray();
    }

    private System.Range WriteOutcome(UsageCorrected corrected)
    {
        var start = Begin();
        WriteMarks(corrected.Marks, LateCapture.None);
        return End(start);
    }
}
