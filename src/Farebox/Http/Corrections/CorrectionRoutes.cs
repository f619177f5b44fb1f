using System.Text;
using System.Text.Json;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Postgres.Closing;
using Farebox.Postgres.Corrections;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Corrections;

/// <summary>Corrects usage after the fact: takes events back, amends them, rates them again, replaces a range of them.</summary>
internal sealed class CorrectionRoutes(UsageCorrector corrector, UsageRerater rerater, UsageBackfiller backfiller)
{
    private const int BackfillBytesMax = 8 * 1024 * 1024;

    public IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/v1/accounts/{account}/corrections", CorrectAsync) { Scope = KeyScopes.Admin },
        new("POST", "/v1/accounts/{account}/rerates", RerateAsync) { Scope = KeyScopes.Admin },
        new("POST", "/v1/accounts/{account}/backfills", BackfillAsync) { Scope = KeyScopes.Admin },
    ];

    private async ValueTask<Answer> CorrectAsync(Call call)
    {
        var body = await call.ReadBodyAsync("amend");
        var id = body.RequiredString("id", Rules.Id);
        if (body.Has("void") == body.Has("amend") && body.Readable() is null)
            body.Fault("void", body.Has("void") ? ProblemCodes.InvalidRule : ProblemCodes.MissingMember, "A correction has either \"void\" or \"amend\".");
        var named = body.OptionalObject("void");
        var (source, eventId) = named is null ? ("", "") : Named(named);
        var usage = body.Has("amend") ? Event(body, "amend", body.Raw("amend", isRequired: true), call.Id(0)) : null;
        if (body.Done() is { } refusal) return refusal;

        var question = new CorrectionQuestion(
            call.Caller.TenantId, call.Id(0), id, usage is null ? CorrectionKind.Void : CorrectionKind.Amend, usage?.Source ?? source, usage?.Id ?? eventId, usage, call.Actor);
        return await AnswerAsync(async () =>
        {
            var result = await corrector.CorrectAsync(question, call.Gone);
            return new JsonAnswer<(string, CorrectionResult)>(result.IsRepeated ? 200 : 201, (call.Id(0), result), CorrectionJson.Write);
        });
    }

    private async ValueTask<Answer> RerateAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var named = body.OptionalObject("event");
        if (named is not null)
        {
            var (source, id) = Named(named);
            if (body.Done() is { } bad) return bad;
            return await AnswerAsync(async () =>
            {
                var result = await rerater.RerateAsync(call.Caller.TenantId, call.Id(0), source, id, call.Actor, call.Gone);
                return JsonAnswer.Ok((call.Id(0), new RerateResult(result.IsRepeated ? 0 : 1, new Dictionary<string, long>())), CorrectionJson.Write);
            });
        }

        var (from, to) = Range(body);
        if (body.Done() is { } refusal) return refusal;
        return await AnswerAsync(async () =>
            JsonAnswer.Ok((call.Id(0), await rerater.RerateAsync(call.Caller.TenantId, call.Id(0), from, to, call.Actor, call.Gone)), CorrectionJson.Write));
    }

    private async ValueTask<Answer> BackfillAsync(Call call)
    {
        var body = await call.ReadBodyAsync(BackfillBytesMax, "events");
        var id = body.RequiredString("id", Rules.Id);
        var source = body.RequiredString("source", Rules.EventType);
        var (from, to) = Range(body);
        var events = Events(body, call.Id(0), source, from, to);
        var isDryRun = body.OptionalBoolean("dry_run", otherwise: false);
        if (body.Done() is { } refusal) return refusal;

        var question = new BackfillQuestion(call.Caller.TenantId, call.Id(0), id, source, from, to, events, isDryRun, call.Actor);
        return await AnswerAsync(async () => JsonAnswer.Ok((question, await backfiller.BackfillAsync(question, call.Gone)), BackfillJson.Write));
    }

    private static List<UsageEvent> Events(BodyReader body, string account, string source, DateTimeOffset from, DateTimeOffset to)
    {
        var (events, ids) = (new List<UsageEvent>(), new HashSet<string>(StringComparer.Ordinal));
        if (body.Raw("events", isRequired: true) is not { } sent) return events;
        if (sent.ValueKind != JsonValueKind.Array || sent.GetArrayLength() > UsageBackfiller.EventsMax)
        {
            body.Fault("events", sent.ValueKind == JsonValueKind.Array ? ProblemCodes.BatchTooLarge : ProblemCodes.InvalidType, $"\"events\" is an array of at most {UsageBackfiller.EventsMax} CloudEvents.");
            return events;
        }

        foreach (var item in sent.EnumerateArray())
        {
            if (Event(body, "events", item, account) is not { } usage) continue;
            if (usage.Source != source) body.Fault("events", ProblemCodes.InvalidRule, $"Event '{Echo.Of(usage.Id)}' is of another source.");
            else if (!(usage.Time >= from && usage.Time < to)) body.Fault("events", ProblemCodes.InvalidRule, $"Event '{Echo.Of(usage.Id)}' has no time within the range.");
            else if (!ids.Add(usage.Id)) body.Fault("events", ProblemCodes.InvalidRule, $"Event '{Echo.Of(usage.Id)}' comes twice.");
            else events.Add(usage);
        }

        return events;
    }

    private static (string Source, string Id) Named(BodyReader body) => (body.RequiredString("source", Rules.EventType), body.RequiredString("id", Rules.EventType));

    private static (DateTimeOffset From, DateTimeOffset To) Range(BodyReader body)
    {
        var (from, to) = (body.RequiredTime("from"), body.RequiredTime("to"));
        if (!body.HasFaults && from >= to) body.Fault("to", ProblemCodes.RangeInvalid, "\"to\" lies after \"from\"; it is not included.");
        return (from, to);
    }

    private static UsageEvent? Event(BodyReader body, string name, JsonElement? sent, string account)
    {
        if (sent is not { } json) return null;
        if (json.ValueKind != JsonValueKind.Object)
        {
            body.Fault(name, ProblemCodes.InvalidType, $"\"{name}\" holds CloudEvents.");
            return null;
        }

        var bytes = Encoding.UTF8.GetBytes(json.GetRawText());
        var reader = new Utf8JsonReader(bytes, CloudEventReader.ReaderOptions);
        reader.Read();
        var parse = CloudEventReader.Read(ref reader, bytes);
        if (parse.Event is not { } usage)
        {
            body.Fault(name, ProblemCodes.Of(parse.Code!), parse.Detail!);
            return null;
        }

        if (usage.Subject != account) body.Fault(name, ProblemCodes.InvalidRule, "The event's subject is another account than the path's.");
        return usage;
    }

    private static async ValueTask<Answer> AnswerAsync(Func<Task<Answer>> work)
    {
        try
        {
            return await work();
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
