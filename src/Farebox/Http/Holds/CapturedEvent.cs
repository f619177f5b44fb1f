using System.Buffers;
using System.Text.Json;
using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Http.Events;
using Farebox.Metering;

namespace Farebox.Http.Holds;

/// <summary>A usage event that came by the route of its hold.</summary>
/// <remarks>
/// It is the event that names this hold, whichever route it comes by: what the route says is written into it before it is
/// read, so that the same event at <c>/v1/events</c> is a duplicate.
/// </remarks>
internal sealed class CapturedEvent(EventItem item, string holdId)
{
    public EventItem Item { get; } = item;

    public string HoldId { get; } = holdId;

    public RecordUsage? Command => Item.Command;

    public static CapturedEvent Read(Call call, BodyReader body, bool isFinal)
    {
        var (account, hold) = (call.Id(0), call.Id(1));
        if (body.Raw("event", isRequired: true) is not { } sent) return new(default, hold);
        if (sent.ValueKind != JsonValueKind.Object)
        {
            body.Fault("event", ProblemCodes.InvalidType, "\"event\" is an object.");
            return new(default, hold);
        }

        var written = Write(sent, hold, isFinal);
        var reader = new Utf8JsonReader(written.Span, CloudEventReader.ReaderOptions);
        var parse = CloudEventReader.Read(ref reader, written);
        if (parse.Event is not { } usage)
        {
            body.Fault("event", ProblemCodes.Of(parse.Code!), parse.Detail!);
            return new(default, hold);
        }

        if (usage.Subject != account) body.Fault("event", ProblemCodes.InvalidRule, "The event's subject is another account than the path's.");
        if (usage.Hold != hold) body.Fault("event", ProblemCodes.InvalidRule, "The event names another hold than the path.");
        if (isFinal && !usage.Final) body.Fault("event", ProblemCodes.InvalidRule, "The event and the capture differ about final.");
        return new(new(parse, new RecordUsage(call.Caller.TenantId, account, usage, byHoldRoute: true)), hold);
    }

    private static ReadOnlyMemory<byte> Write(JsonElement sent, string hold, bool isFinal)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        foreach (var member in sent.EnumerateObject())
        {
            json.WritePropertyName(member.Name);
            json.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
        }

        if (!sent.TryGetProperty("hold", out _)) json.WriteString("hold", hold);
        if (isFinal && !sent.TryGetProperty("final", out _)) json.WriteBoolean("final", true);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
