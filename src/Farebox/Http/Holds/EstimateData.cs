using System.Text;
using System.Text.Json;
using Farebox.Http.Edge;
using Farebox.Metering;

namespace Farebox.Http.Holds;

/// <summary>Reads the data a hold is estimated from, by the reader that will read the event's.</summary>
internal static class EstimateData
{
    // The envelope only carries the data to the reader, and no event has these names.
    private static readonly KeyValuePair<string, string>[] Envelope =
    [
        new("specversion", "1.0"), new("id", "estimate"), new("source", "estimate"), new("type", "estimate"), new("subject", "estimate"),
    ];

    public static UsageEvent? Read(BodyReader body)
    {
        if (body.Raw("data", isRequired: true) is not { } data) return null;
        if (data.ValueKind != JsonValueKind.Object)
        {
            body.Fault("data", ProblemCodes.InvalidType, "\"data\" is an object.");
            return null;
        }

        var parse = CloudEventReader.FromBinary(Envelope, MediaTypes.Json, Encoding.UTF8.GetBytes(data.GetRawText()));
        if (!parse.IsValid) body.Fault("data", ProblemCodes.Of(parse.Code!), parse.Detail!);
        return parse.Event;
    }
}
