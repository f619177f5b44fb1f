using Farebox.Http.Edge;
using Farebox.Postgres.Closing;
using Farebox.Postgres.Tenants;
using Farebox.Time;

namespace Farebox.Http.Closing;

/// <summary>Closes periods of accounts.</summary>
internal sealed class CloseRoutes(PeriodCloser closer)
{
    private const int GraceSecondsMax = 366 * 24 * 60 * 60;

    public IEnumerable<ApiRoute> Routes => [new("POST", "/v1/accounts/{account}/closes", CloseAsync) { Scope = KeyScopes.Admin }];

    private async ValueTask<Answer> CloseAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var text = body.RequiredString("period", Rules.Id);
        if (!CountingPeriod.TryParse(text, out var period) || period.Reset == CounterReset.Never)
        {
            period = default;
            if (body.Has("period") && text.Length > 0) body.Fault("period", ProblemCodes.InvalidValue, "\"period\" is a month, day or year in UTC: 2026-07, 2026-07-14 or 2026.");
        }

        var grace = body.OptionalInteger("grace_seconds", 0, GraceSecondsMax) ?? 0;
        var isDryRun = body.OptionalBoolean("dry_run", otherwise: false);
        if (body.Done() is { } refusal) return refusal;

        try
        {
            var question = new CloseQuestion(call.Caller.TenantId, call.Id(0), period, TimeSpan.FromSeconds(grace), isDryRun, call.Actor);
            var result = await closer.CloseAsync(question, null, call.Gone);
            var status = isDryRun || result.IsRepeated ? 200 : 201;
            return new JsonAnswer<(CloseQuestion, CloseResult)>(status, (question, result), CloseJson.Write);
        }
        catch (CloseException refused)
        {
            return Refusal.Of(refused.Rejected);
        }
        catch (TimeoutException)
        {
            return new Problem(ProblemCodes.Overloaded);
        }
    }
}
