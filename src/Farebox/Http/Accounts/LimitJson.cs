using System.Text.Json;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Reports;
using Farebox.Time;

namespace Farebox.Http.Accounts;

/// <summary>Writes named limits: as they were set, and as they stand.</summary>
internal static class LimitJson
{
    public static void WriteSet(Utf8JsonWriter json, (string Account, LimitDefined Defined) limit)
    {
        json.WriteStartObject();
        WriteTerms(json, limit.Account, limit.Defined.Terms);
        json.WriteString("status", limit.Defined.IsProposed ? "proposed" : "set");
        json.WriteEndObject();
    }

    public static void WriteChanged(Utf8JsonWriter json, (string Account, LimitChanged Changed) limit)
    {
        json.WriteStartObject();
        json.WriteString("account", limit.Account);
        json.WriteString("id", limit.Changed.Id);
        json.WriteString("status", StatusOf(limit.Changed));
        json.WriteEndObject();
    }

    /// <summary>As it stands now; what a total limit has counted is shown by the balances.</summary>
    public static void WriteListed(Utf8JsonWriter json, ListedLimit limit)
    {
        if (limit.Named is not { } named)
        {
            AccountListJson.WriteLimit(json, limit);
            return;
        }

        json.WriteStartObject();
        WriteTerms(json, limit.Account, named.Terms);
        json.WriteString("status", "set");
        if (named.Terms.Measure != LimitMeasure.Margin) WriteState(json, named);
        if (named.Pending is { } pending) WritePending(json, limit.Account, pending);
        json.WriteEndObject();
    }

    public static void WriteEvent(Utf8JsonWriter json, (string Account, LimitEvent Event) done)
    {
        json.WriteStartObject();
        json.WriteNumber("seq", done.Event.Seq);
        json.WriteString("at", Rfc3339.Format(done.Event.At));
        var (by, status) = done.Event.Body is LimitDefined defined ? (defined.By, defined.IsProposed ? "proposed" : "set") : ByAndStatus((LimitChanged)done.Event.Body);
        json.WriteString("by", by);
        json.WriteString("status", status);
        if (done.Event.Body is LimitDefined set)
        {
            json.WriteStartObject("limit");
            WriteTerms(json, done.Account, set.Terms);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>What the window counts, what is left, and when there is room again.</summary>
    public static void WriteState(Utf8JsonWriter json, LimitState state)
    {
        LimitUnits.Write(json, "used", state.Used, state.Terms);
        LimitUnits.Write(json, "left", Int128.Max(0, state.Terms.Max - state.Used), state.Terms);
        if (state.Window is not { } window) return;
        json.WriteString("window_from", Rfc3339.Format(window.Start));
        json.WriteString("resets_at", Rfc3339.Format(window.End));
    }

    private static (string By, string Status) ByAndStatus(LimitChanged changed) => (changed.By, StatusOf(changed));

    private static string StatusOf(LimitChanged changed) => changed switch
    {
        { IsProposed: true } => "proposed",
        { Act: LimitAct.Remove } => "removed",
        { Act: LimitAct.Approve } => "approved",
        _ => "declined",
    };

    private static void WriteTerms(Utf8JsonWriter json, string account, LimitTerms terms)
    {
        json.WriteString("account", account);
        json.WriteString("id", terms.Id);
        if (terms.Member.Length > 0) json.WriteString("member", terms.Member);
        if (terms.Meter is not null) json.WriteString("meter", terms.Meter);
        if (terms.Model is not null) json.WriteString("model", terms.Model);
        if (terms.ApiKey is not null) json.WriteString("api_key", terms.ApiKey);
        json.WriteString("measure", Names.Of(terms.Measure));
        if (terms.Asset is { } asset) json.WriteString("asset", asset.Code);
        json.WriteBoolean("hard", terms.IsHard);
        if (terms.Measure == LimitMeasure.Margin)
        {
            json.WriteString("worth", DecimalText.Format(terms.Worth));
            json.WriteNumber("markup_min", terms.MarkupMin);
            return;
        }

        LimitUnits.Write(json, "max", terms.Max, terms);
        json.WriteString("window", Names.Of(terms.Window.Span));
        if (terms.Window.IsCalendar) json.WriteString("zone", terms.Window.Zone);
        if (terms.Window.Span == LimitSpan.Rolling) json.WriteNumber("window_seconds", (long)terms.Window.Length.TotalSeconds);
        json.WriteStartArray("alert_at");
        foreach (var percent in terms.AlertAt) json.WriteNumberValue(percent);
        json.WriteEndArray();
        if (terms.ApproveAbove is { } bound) LimitUnits.Write(json, "approve_above", bound, terms);
    }

    private static void WritePending(Utf8JsonWriter json, string account, LimitProposal pending)
    {
        json.WriteStartObject("pending");
        json.WriteString("by", pending.By);
        json.WriteString("at", Rfc3339.Format(pending.At));
        if (pending.Terms is { } terms)
        {
            json.WriteStartObject("limit");
            WriteTerms(json, account, terms);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}

/// <summary>A named limit as it stands at an instant.</summary>
internal sealed record LimitState(LimitTerms Terms, Int128 Used, Period? Window, LimitProposal? Pending)
{
    public static LimitState Of(Limit limit, DateTimeOffset now) => new(limit.Terms, limit.UsedAt(now), limit.WindowAt(now), limit.Pending);
}
