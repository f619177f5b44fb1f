using Farebox.Ledger;

namespace Farebox.Postgres.Journal;

/// <summary>Closes and what they adjust.</summary>
internal sealed partial class EntryWriter
{
    private void Write(PeriodClosed closed)
    {
        _json.WriteString("period"u8, closed.Period.ToString());
        if (closed.From is { } from) _json.WriteString("from"u8, from.UtcDateTime);
        if (closed.Late is { } late) _json.WriteString("late"u8, late.UtcDateTime);
        if (closed.Grace > TimeSpan.Zero) _json.WriteNumber("grace_seconds"u8, (long)closed.Grace.TotalSeconds);
    }

    private void Write(CloseFinished finished)
    {
        _json.WriteString("period"u8, finished.Period.ToString());
        _json.WriteNumber("finishes"u8, finished.Through);
        _json.WriteNumber("events"u8, finished.Events);
        _json.WriteNumber("adjustments"u8, finished.Adjustments);
    }

    private void Write(AdjustmentPosted posted)
    {
        var adjustment = posted.Adjustment;
        _json.WriteString("meter"u8, adjustment.Meter);
        if (adjustment.Model.Length > 0) _json.WriteString("model"u8, adjustment.Model);
        WriteOptional("asset"u8, adjustment.Asset?.Code);
        _json.WriteString("period"u8, adjustment.Period.ToString());
        _json.WriteString("closes"u8, adjustment.Closes.ToString());
        _json.WriteNumber("through"u8, adjustment.Through);
        _json.WriteNumber("events"u8, adjustment.Events);
        _json.WriteNumber("rated"u8, adjustment.Rated);
        _json.WriteNumber("charged"u8, adjustment.Charged);
        if (adjustment.CostAsset is { } cost)
        {
            _json.WriteString("cost_asset"u8, cost.Code);
            _json.WriteNumber("rated_cost"u8, adjustment.RatedCost);
            _json.WriteNumber("charged_cost"u8, adjustment.ChargedCost);
        }

        WriteReturns(posted.Returns);
    }

    private void WriteReturns(IReadOnlyList<GivenBack> returns)
    {
        if (returns.Count == 0) return;

        _json.WriteStartArray("returns"u8);
        foreach (var part in returns)
        {
            _json.WriteStartArray();
            _json.WriteNumberValue(part.Seq);
            _json.WriteStringValue(part.Grant);
            _json.WriteStringValue(part.Member);
            _json.WriteNumberValue(part.Units);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }
}
