using System.Text.Json;
using Farebox.Bench.Load;
using Farebox.Charging;
using Farebox.Metering;

namespace Farebox.Bench.InProcess;

/// <summary>Makes commands out of events as the HTTP edge does: from the bytes, so that reading an event is paid for here too.</summary>
public sealed class EventCommands(int tenant, AccountSet accounts, EventBytes template, int seed)
{
    private readonly Random _random = new(seed);
    private readonly byte[] _event = NewEvent(template);

    public RecordUsage Make(long id, bool byHoldRoute = false)
    {
        template.WriteNext(_event, id, accounts, _random);
        var reader = new Utf8JsonReader(_event, CloudEventReader.ReaderOptions);
        var parse = CloudEventReader.Read(ref reader, _event);
        var usage = parse.Event ?? throw new InvalidOperationException($"The bench's own event is not valid: {parse.Detail}");
        return new(tenant, usage.Subject, usage, byHoldRoute);
    }

    private static byte[] NewEvent(EventBytes template)
    {
        var bytes = new byte[template.Length];
        template.WriteTemplate(bytes);
        return bytes;
    }
}
