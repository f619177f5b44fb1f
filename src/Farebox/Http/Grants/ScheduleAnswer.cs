using System.Text.Json;
using Farebox.Http.Accounts;
using Farebox.Http.Json;
using Farebox.Ledger;
using Farebox.Time;

namespace Farebox.Http.Grants;

/// <summary>A schedule as it stands.</summary>
internal sealed record ListedSchedule(string Account, ScheduleTerms Terms, ScheduleState State);

/// <summary>Writes schedules, and what became of them.</summary>
internal static class ScheduleAnswer
{
    public static void Write(Utf8JsonWriter json, ListedSchedule schedule)
    {
        var (terms, state) = (schedule.Terms, schedule.State);
        json.WriteStartObject();
        AccountJson.WriteTerms(json, (schedule.Account, terms.Grant), isTemplate: true);
        GrantTermsAnswer.WriteSpan(json, "every", terms.Cadence.Span);
        json.WriteString("anchor", Rfc3339.Format(terms.Cadence.Anchor));
        json.WriteString("zone", terms.Cadence.Zone.Id);
        json.WriteString("starts_at", Rfc3339.Format(terms.StartsAt));
        if (state.EndsAt is { } ends) json.WriteString("ends_at", Rfc3339.Format(ends));
        json.WriteString("lasts", ScheduleWords.Lives[(int)terms.Life]);
        if (terms.LifeSpan is { } span) GrantTermsAnswer.WriteSpan(json, "lasts_for", span);
        if (terms.Proration != Proration.None) WriteProration(json, terms.Proration);
        if (terms.ReleaseEvery is { } release) GrantTermsAnswer.WriteSpan(json, "release_every", release);
        if (terms.Seats is not null)
        {
            json.WriteNumber("seats", state.Seats);
            json.WriteString("on_seats_added", ScheduleWords.SeatsAdded[(int)terms.OnSeatsAdded]);
            json.WriteString("on_seats_removed", ScheduleWords.SeatsRemoved[(int)terms.OnSeatsRemoved]);
        }

        if (state.NextAt is { } next) json.WriteString("next_at", Rfc3339.Format(next));
        if (state.ReleaseAt is { } releaseAt) json.WriteString("release_at", Rfc3339.Format(releaseAt));
        json.WriteEndObject();
    }

    public static void WriteSeats(Utf8JsonWriter json, (string Account, SeatsSet Set) done)
    {
        json.WriteStartObject();
        json.WriteString("account", done.Account);
        json.WriteString("schedule", done.Set.Schedule);
        json.WriteNumber("before", done.Set.Before);
        json.WriteNumber("seats", done.Set.Seats);
        if (done.Set.Grant is { } grant)
        {
            json.WriteStartObject("grant");
            AccountJson.WriteTerms(json, (done.Account, grant));
            json.WriteEndObject();
        }

        AmountJson.Write(json, "taken_back", done.Set.Units, done.Set.Asset);
        json.WriteEndObject();
    }

    public static void WriteEnded(Utf8JsonWriter json, (string Account, ScheduleEnded Ended) done)
    {
        json.WriteStartObject();
        json.WriteString("account", done.Account);
        json.WriteString("schedule", done.Ended.Schedule);
        json.WriteString("ends_at", Rfc3339.Format(done.Ended.At));
        json.WriteString("leftover", ScheduleWords.Leftovers[(int)done.Ended.Leftover]);
        AmountJson.Write(json, "taken_back", done.Ended.Units, done.Ended.Asset);
        json.WriteEndObject();
    }

    private static void WriteProration(Utf8JsonWriter json, Proration proration)
    {
        json.WriteStartObject("proration");
        json.WriteString("basis", Proration.Bases[(int)proration.Basis]);
        json.WriteBoolean("first", proration.First);
        json.WriteBoolean("last", proration.Last);
        json.WriteString("rounding", Proration.Roundings[(int)proration.Rounding]);
        json.WriteEndObject();
    }
}
