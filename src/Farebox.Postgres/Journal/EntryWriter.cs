using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Postgres.Journal;

/// <summary>Writes what an entry's command said, and what was decided where that is more than "recorded", as the JSON the journal keeps.</summary>
/// <remarks>Read back by <see cref="EntryReader"/>; a test takes every kind there and back.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "The JSON writer holds only the buffer beside it.")]
internal sealed partial class EntryWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(64 * 1024);
    private readonly Utf8JsonWriter _json;

    public EntryWriter() => _json = new(_buffer, new() { SkipValidation = true });

    /// <summary>Everything written since the last <see cref="Clear"/>; slices stay valid until then.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public void Clear() => _buffer.ResetWrittenCount();

    /// <returns>Where in <see cref="Written"/> the command stands.</returns>
    public Range WriteCommand(EntryBody body)
    {
        var start = Begin();
        switch (body)
        {
            case AccountOpened opened: Write(opened); break;
            case MemberAdded member: Write(member); break;
            case GrantIssued grant: TermsJson.Write(_json, grant.Terms); break;
            case LimitSet limit: Write(limit); break;
            case UsageReported usage: Write(usage); break;
            case HoldDecided hold: Write(hold); break;
            case HoldCaptured capture: Write(capture); break;
            case HoldReleased release: _json.WriteString("hold"u8, release.Hold.Id); break;
            case FellDue due: Write(due); break;
            case HoldGrown grown: Write(grown); break;
            case HoldExtended extended: Write(extended); break;
            case UsageCorrected corrected: Write(corrected); break;
            case AssetExchanged exchanged: Write(exchanged); break;
            case AlertRuleSet alert: WatchJson.Write(_json, alert); break;
            case TopUpRuleSet or TopUpDecided or TopUpSettled: TopUpJson.Write(_json, body); break;
            case PeriodClosed closed: Write(closed); break;
            case CloseFinished finished: Write(finished); break;
            case AdjustmentPosted posted: Write(posted); break;
            case var grants when GrantEntryJson.TryWrite(_json, grants): break;
            default: throw new ArgumentException($"The journal has no form for {body.GetType().Name}.", nameof(body));
        }

        return End(start);
    }

    /// <returns>Where the outcome stands; empty when there is nothing to say beyond the status.</returns>
    public Range WriteOutcome(EntryBody body)
    {
        switch (body)
        {
            case UsageReported { Marks: UsageMarks.None, Late: LateCapture.None, Code: null, HoldAfter: null }:
            case HoldDecided { Refusal: null }:
            case UsageCorrected { Marks: UsageMarks.None }:
                return default;
            case UsageCorrected corrected: return WriteOutcome(corrected);
            case UsageReported usage: return WriteOutcome(usage);
            case HoldDecided { Refusal: { } refusal }: return WriteOutcome(refusal);
            case HoldCaptured capture: return WriteOutcome(capture);
            case HoldReleased release: return WriteOutcome(release);
            case HoldGrown grown: return WriteOutcome(grown);
            case HoldExtended extended: return WriteOutcome(extended);
            default: return default;
        }
    }

    private void Write(AccountOpened opened)
    {
        _json.WriteString("rate_card"u8, opened.RateCard);
        _json.WriteString("cost_card"u8, opened.CostCard);
        PayWithJson.Write(_json, opened.RateCards);
        WatchJson.Write(_json, opened.Alerts);
    }

    private void Write(MemberAdded member)
    {
        _json.WriteString("id"u8, member.Id);
        WriteOptional("parent"u8, member.Parent);
    }

    private void Write(LimitSet limit)
    {
        _json.WriteString("member"u8, limit.Member);
        _json.WriteString("asset"u8, limit.Asset.Code);
        _json.WriteNumber("max"u8, limit.Units);
    }

    private void Write(UsageReported usage)
    {
        _json.WriteString("source"u8, usage.Source);
        _json.WriteString("id"u8, usage.Id);
        WriteOptional("hold"u8, usage.Hold);
        if (usage.Final) _json.WriteBoolean("final"u8, true);
        if (usage.Charges.Count == 0)
        {
            // A meter says what type it takes; what no meter took must say it itself to be rated again.
            _json.WriteString("type"u8, usage.Type);
            return;
        }

        _json.WriteStartArray("charges"u8);
        for (var i = 0; i < usage.Charges.Count; i++) Write(usage.Charges[i]);
        _json.WriteEndArray();
    }

    /// <summary>Model and total quantity stand in the evidence already, as a dimension and in its lines.</summary>
    private void Write(Charge charge)
    {
        _json.WriteStartObject();
        _json.WriteString("meter"u8, charge.Meter);
        if (charge.Asset is { } asset)
        {
            _json.WriteString("asset"u8, asset.Code);
            _json.WriteNumber("units"u8, charge.Units);
        }

        if (charge.UpstreamCost is { } cost) WriteAmount("cost"u8, cost);
        if (charge.RejectOnShortfall) _json.WriteBoolean("reject"u8, true);
        _json.WritePropertyName("how"u8);
        _json.WriteRawValue(charge.Evidence.Span, skipInputValidation: true);
        _json.WriteEndObject();
    }

    private void Write(AssetExchanged exchanged)
    {
        _json.WriteString("asset"u8, exchanged.From.Code);
        _json.WriteNumber("units"u8, exchanged.Units);
        if (exchanged.Residue > 0) _json.WriteNumber("residue"u8, exchanged.Residue);
        _json.WriteStartObject("grant"u8);
        TermsJson.Write(_json, exchanged.Terms);
        _json.WriteEndObject();
        _json.WritePropertyName("charge"u8);
        Write(exchanged.Charge);
    }

    private void Write(HoldDecided hold)
    {
        _json.WriteString("id"u8, hold.Terms.Id);
        _json.WriteString("asset"u8, hold.Terms.Asset.Code);
        _json.WriteNumber("units"u8, hold.Terms.Units);
        WriteOptional("meter"u8, hold.Terms.Meter);
        WriteOptional("model"u8, hold.Terms.Model);
        _json.WriteString("lapses_at"u8, hold.Terms.LapsesAt.UtcDateTime);
        if (hold.QuotedAt is { } quotedAt) _json.WriteString("quoted_at"u8, quotedAt.UtcDateTime);
        WriteEstimates(hold.Estimates);
    }

    /// <summary>One estimate stands by itself, several in an array.</summary>
    private void WriteEstimates(IReadOnlyList<Charge> estimates)
    {
        if (estimates.Count == 0) return;
        if (estimates.Count == 1)
        {
            _json.WritePropertyName("estimate"u8);
            Write(estimates[0]);
            return;
        }

        _json.WriteStartArray("estimates"u8);
        foreach (var estimate in estimates) Write(estimate);
        _json.WriteEndArray();
    }

    private void Write(HoldGrown grown)
    {
        _json.WriteString("hold"u8, grown.Hold.Id);
        _json.WriteNumber("units"u8, grown.Units);
        WriteEstimates(grown.Estimates);
    }

    private void Write(HoldExtended extended)
    {
        _json.WriteString("hold"u8, extended.Hold.Id);
        _json.WriteString("lapses_at"u8, extended.LapsesAt.UtcDateTime);
    }

    private void Write(HoldCaptured capture)
    {
        _json.WriteString("hold"u8, capture.Hold.Id);
        if (capture.Model.Length > 0) _json.WriteString("model"u8, capture.Model);
        _json.WriteNumber("units"u8, capture.Units);
        if (capture.Final) _json.WriteBoolean("final"u8, true);
    }

    private void Write(FellDue due)
    {
        _json.WriteString("due"u8, Names.Of(due.Item.Kind));
        _json.WriteString("id"u8, due.Item.Id);
        _json.WriteString("at"u8, due.Item.At.UtcDateTime);
        GrantEntryJson.Write(_json, due);
    }

    private Range WriteOutcome(UsageReported usage)
    {
        var start = Begin();
        WriteMarks(usage.Marks, usage.Late);
        WriteOptional("code"u8, usage.Code);
        WriteOptional("detail"u8, usage.Detail);
        if (usage.HoldAfter is { } hold) WriteState(hold);
        return End(start);
    }

    private Range WriteOutcome(HoldRefusal refusal)
    {
        var start = Begin();
        WriteRefusal(refusal);
        return End(start);
    }

    private void WriteRefusal(HoldRefusal refusal)
    {
        _json.WriteString("code"u8, refusal.Code);
        _json.WriteNumber("available"u8, refusal.Available);
        WriteOptional("limited"u8, refusal.LimitedMember);
    }

    private Range WriteOutcome(HoldGrown grown)
    {
        var start = Begin();
        if (grown.Refusal is { } refusal) WriteRefusal(refusal);
        WriteState(grown.Hold);
        return End(start);
    }

    private Range WriteOutcome(HoldExtended extended)
    {
        var start = Begin();
        WriteOptional("code"u8, extended.Code);
        WriteState(extended.Hold);
        return End(start);
    }

    private Range WriteOutcome(HoldCaptured capture)
    {
        var start = Begin();
        WriteMarks(capture.Marks, capture.Late);
        WriteOptional("code"u8, capture.Code);
        WriteState(capture.Hold);
        return End(start);
    }

    private Range WriteOutcome(HoldReleased release)
    {
        var start = Begin();
        WriteOptional("code"u8, release.Code);
        _json.WriteNumber("released"u8, release.Units);
        WriteState(release.Hold);
        return End(start);
    }

    private void WriteMarks(UsageMarks marks, LateCapture late)
    {
        if (marks != UsageMarks.None)
        {
            _json.WriteStartArray("marks"u8);
            foreach (var name in Names.Of(marks)) _json.WriteStringValue(name);
            _json.WriteEndArray();
        }

        if (late != LateCapture.None) _json.WriteString("late"u8, Names.Of(late));
    }

    private void WriteState(HoldState hold)
    {
        _json.WriteStartObject("hold"u8);
        WriteOptional("asset"u8, hold.Asset?.Code);
        _json.WriteNumber("units"u8, hold.Units);
        _json.WriteNumber("remaining"u8, hold.Remaining);
        if (hold.End is { } end) _json.WriteString("end"u8, Names.Of(end));
        _json.WriteEndObject();
    }

    private void WriteAmount(ReadOnlySpan<byte> name, Amount amount)
    {
        _json.WriteStartArray(name);
        _json.WriteStringValue(amount.Asset.Code);
        _json.WriteNumberValue(amount.Units);
        _json.WriteEndArray();
    }

    private void WriteOptional(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) _json.WriteString(name, value);
    }

    private int Begin()
    {
        var start = _buffer.WrittenCount;
        _json.Reset();
        _json.WriteStartObject();
        return start;
    }

    private Range End(int start)
    {
        _json.WriteEndObject();
        _json.Flush();
        return start.._buffer.WrittenCount;
    }
}
