using System.Globalization;
using System.Text.Json;
using Farebox.Http.Edge;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;
using Farebox.Time;

namespace Farebox.Http.Configuration;

/// <summary>The clock of a sandbox, so that a year of expiries can be watched in a minute.</summary>
internal sealed class SandboxClockRoutes(ClockStore clocks)
{
    private const long OffsetSecondsMax = 100L * 366 * 24 * 3600;
    private static readonly Problem NotSandbox = new(ProblemCodes.NotSandbox);

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/v1/sandbox/clock", GetAsync) { Scope = KeyScopes.Read },
        new("PUT", "/v1/sandbox/clock", PutAsync) { Scope = KeyScopes.Admin },
    ];

    private async ValueTask<Answer> GetAsync(Call call) =>
        call.Caller.IsSandbox ? JsonAnswer.Ok(await clocks.GetAsync(call.Caller.TenantId, call.Gone), Write) : NotSandbox;

    private async ValueTask<Answer> PutAsync(Call call)
    {
        if (!call.Caller.IsSandbox) return NotSandbox;

        var body = await call.ReadBodyAsync();
        var now = body.OptionalTime("now");
        var offset = body.OptionalDecimal("offset_seconds");
        if (body.Has("now") == body.Has("offset_seconds")) body.Fault("now", ProblemCodes.InvalidRule, "Send either now or offset_seconds.");
        if (offset is { } seconds && (seconds != decimal.Truncate(seconds) || Math.Abs(seconds) > OffsetSecondsMax))
            body.Fault("offset_seconds", ProblemCodes.NumberOutOfRange, "offset_seconds is a whole number of at most a hundred years.");
        if (body.Done() is { } refusal) return refusal;

        var tenant = call.Caller.TenantId;
        var clock = now is { } instant
            ? await clocks.FreezeAsync(tenant, instant, call.Actor, call.Gone)
            : await clocks.RunAheadAsync(tenant, (long)offset!.Value, call.Actor, call.Gone);
        return clock is null ? new Problem(ProblemCodes.ClockBackwards) : JsonAnswer.Ok(clock, Write);
    }

    private static void Write(Utf8JsonWriter json, TenantClock clock)
    {
        json.WriteStartObject();
        json.WriteString("now", Rfc3339.Format(clock.Now));
        json.WriteBoolean("frozen", clock.IsFrozen);
        if (!clock.IsFrozen) json.WriteString("offset_seconds", clock.OffsetSeconds.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
