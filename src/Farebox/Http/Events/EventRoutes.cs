using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Events;

/// <summary>Takes usage events. Each is answered in its place, and one bad event never spoils its neighbours.</summary>
internal sealed class EventRoutes(JournalGate journal)
{
    private const int BodyBytesMax = 8 << 20;

    private static readonly string[] Structured = [MediaTypes.CloudEvent, MediaTypes.Json, MediaTypes.CloudEventBatch, MediaTypes.NewlineJson, MediaTypes.JsonLines];
    private static readonly string[] DataOnly = [MediaTypes.Json];

    public IEnumerable<ApiRoute> Routes => [new("POST", "/v1/events", PostAsync) { Scope = KeyScopes.Ingest }];

    private async ValueTask<Answer> PostAsync(Call call)
    {
        // In binary mode the body is the data, which an event may do without.
        var request = call.Request;
        var isBinary = BinaryEvent.IsIn(request.Headers);
        var mediaType = "";
        if (!(isBinary && request.ContentType is null)
            && BodyFormat.Check(request, isBinary ? DataOnly : Structured, out mediaType) is { } unreadable) return unreadable;

        using var body = await BodyBytes.ReadAsync(request, BodyBytesMax, call.Gone);
        if (body.Refusal is { } tooLarge) return tooLarge;
        if (mediaType.Length == 0 && body.Span.Length > 0) return new Problem(ProblemCodes.UnsupportedMediaType);

        var tenant = call.Caller.TenantId;
        var batch = isBinary
            ? EventBatch.Of(BinaryEvent.Read(request, body.Memory), tenant)
            : EventBatch.Read(body.Memory, mediaType, tenant);
        if (batch.Refusal is { } refusal) return refusal;
        if (call.Caller.Rate?.CountEvents(batch.Items.Length) is { } tooMany) return tooMany;

        var commands = CommandsOf(batch.Items);
        if (commands.Length > 0 && await journal.DecideAsync(commands) is { } undecided) return undecided;
        return JsonAnswer.Ok(batch.Items, UsageJson.WriteBatch);
    }

    private static RecordUsage[] CommandsOf(EventItem[] items)
    {
        if (items is [{ Command: { } only }]) return [only];
        return [.. items.Where(item => item.Command is not null).Select(item => item.Command!)];
    }
}
