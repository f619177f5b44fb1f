using System.Text.Json;
using Farebox.Charging;
using Farebox.Http.Events;
using Farebox.Http.Json;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Postgres.Journal;
using Farebox.Time;

namespace Farebox.Http.Holds;

/// <summary>Writes holds and what was done to them.</summary>
internal static class HoldJson
{
    public static void WriteAuthorised(Utf8JsonWriter json, (string Account, string MemberPath, HoldTerms Terms) hold) =>
        Write(json, hold, hold.Terms.Units, 0, "open");

    private static void Write(Utf8JsonWriter json, (string Account, string MemberPath, HoldTerms Terms) hold, long remaining, long handedOut, string status)
    {
        var terms = hold.Terms;
        json.WriteStartObject();
        json.WriteString("id"u8, terms.Id);
        json.WriteString("account"u8, hold.Account);
        if (hold.MemberPath.Length > 0) json.WriteString("member"u8, hold.MemberPath.AsSpan(hold.MemberPath.LastIndexOf('/') + 1));
        if (terms.Meter is { } meter) json.WriteString("meter"u8, meter);
        if (terms.Model is { Length: > 0 } model) json.WriteString("model"u8, model);
        if (terms.ApiKey is { } key) json.WriteString("api_key"u8, key);
        json.WriteString("asset"u8, terms.Asset.Code);
        AmountJson.Write(json, "amount", terms.Units, terms.Asset);
        AmountJson.Write(json, "remaining", remaining, terms.Asset);
        if (handedOut != 0) AmountJson.Write(json, "handed_out", handedOut, terms.Asset);
        json.WriteString("status"u8, status);
        json.WriteString("lapses_at"u8, Rfc3339.Format(terms.LapsesAt));
        if (terms.Parent is { } parent) json.WriteString("parent"u8, parent);
        if (terms.OnCancel != CancelPolicy.Actual) json.WriteString("on_cancel"u8, Names.Of(terms.OnCancel));
        if (terms.CancelMinimum != 0) AmountJson.Write(json, "cancel_minimum", terms.CancelMinimum, terms.Asset);
        json.WriteEndObject();
    }

    public static void WriteCaptured(Utf8JsonWriter json, HoldCaptured captured)
    {
        json.WriteStartObject();
        WriteState(json, captured.Hold);
        if (captured.Hold.Asset is { } asset) AmountJson.Write(json, "captured", captured.Units, asset);
        if (captured.Late != LateCapture.None) json.WriteString("late_capture"u8, Names.Of(captured.Late));
        json.WriteEndObject();
    }

    public static void WriteGrown(Utf8JsonWriter json, HoldGrown grown)
    {
        json.WriteStartObject();
        WriteState(json, grown.Hold);
        if (grown.Hold.Asset is { } asset) AmountJson.Write(json, "grown", grown.Units, asset);
        json.WriteEndObject();
    }

    public static void WriteExtended(Utf8JsonWriter json, HoldExtended extended)
    {
        json.WriteStartObject();
        WriteState(json, extended.Hold);
        json.WriteString("lapses_at"u8, Rfc3339.Format(extended.LapsesAt));
        json.WriteEndObject();
    }

    public static void WriteAwaited(Utf8JsonWriter json, HoldAwaited awaited)
    {
        json.WriteStartObject();
        WriteState(json, awaited.Hold);
        json.WriteString("lapses_at"u8, Rfc3339.Format(awaited.Until));
        json.WriteEndObject();
    }

    /// <summary>What a cancellation captured, and the hold as it ended.</summary>
    public static void WriteCancelled(Utf8JsonWriter json, EntryBody cancelled)
    {
        var (hold, units) = cancelled is HoldCaptured captured ? (captured.Hold, captured.Units) : (((HoldReleased)cancelled).Hold, 0L);
        json.WriteStartObject();
        WriteState(json, hold);
        if (hold.Asset is { } asset) AmountJson.Write(json, "captured", units, asset);
        json.WriteEndObject();
    }

    public static void WriteList(Utf8JsonWriter json, (string Account, DateTimeOffset Now, IEnumerable<ListedHold> Holds, string? Next) page)
    {
        json.WriteStartObject();
        json.WriteString("as_of"u8, Rfc3339.Format(page.Now));
        json.WriteStartArray("holds"u8);
        foreach (var hold in page.Holds) WriteListed(json, page.Account, hold);
        json.WriteEndArray();
        if (page.Next is not null) json.WriteString("next_cursor"u8, page.Next);
        json.WriteEndObject();
    }

    public static void WriteListed(Utf8JsonWriter json, string account, ListedHold hold) =>
        Write(json, (account, hold.Member, hold.Terms), hold.Remaining, hold.HandedOut, hold.Status);

    public static void WriteReleased(Utf8JsonWriter json, HoldReleased released)
    {
        json.WriteStartObject();
        WriteState(json, released.Hold);
        if (released.Hold.Asset is { } asset) AmountJson.Write(json, "released", released.Units, asset);
        json.WriteEndObject();
    }

    /// <summary>The hold is shown only where the event was taken from it; what became of the event is always shown.</summary>
    public static void WriteCapturedEvent(Utf8JsonWriter json, CapturedEvent captured)
    {
        var usage = (UsageReported)((Decided)captured.Command!.Outcome!).Entry.Body;
        json.WriteStartObject();
        if (usage.HoldAfter is { } state)
        {
            WriteState(json, state);
            if (state.Asset is { } asset) AmountJson.Write(json, "captured", DebitedIn(asset, usage.Charges), asset);
        }

        json.WritePropertyName("event"u8);
        UsageJson.Write(json, captured.Item);
        json.WriteEndObject();
    }

    private static Int128 DebitedIn(Asset asset, IReadOnlyList<Charge> charges)
    {
        Int128 total = 0;
        foreach (var charge in charges) total += charge.Asset == asset ? charge.Units : 0;
        return total;
    }

    private static void WriteState(Utf8JsonWriter json, HoldState hold)
    {
        json.WriteStartObject("hold"u8);
        json.WriteString("id"u8, hold.Id);
        if (hold.Asset is { } asset)
        {
            json.WriteString("asset"u8, asset.Code);
            AmountJson.Write(json, "amount", hold.Units, asset);
            AmountJson.Write(json, "remaining", hold.Remaining, asset);
        }

        json.WriteString("status"u8, hold.End is { } end ? Names.Of(end) : "open");
        json.WriteEndObject();
    }
}
