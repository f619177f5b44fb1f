using System.Buffers;
using System.Text.Json;
using Farebox.Files.Yaml;
using Farebox.Metering;

namespace Farebox.Files.Conformance.Programs;

/// <summary>Use as the event that reports it, read by the reader that reads everybody's.</summary>
internal static class ProgramEvents
{
    /// <summary>The one class of quantity that the meters of a program have, and the field it is read from.</summary>
    public const string Quantity = "quantity";

    private const string Model = "model";
    private const string Source = "case";

    /// <summary>Where the model of use stands.</summary>
    public static string ModelField => Model;

    /// <param name="map">A step's <c>use</c>; a lone number is its quantity.</param>
    /// <param name="id">The event's id where it has none of its own.</param>
    /// <exception cref="InvalidOperationException">It is no event, which its shape has ruled out.</exception>
    public static UsageEvent Of(YamlNode map, string id)
    {
        var use = map as YamlMap;
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", use?.Text("id") ?? id);
            json.WriteString("source", Source);
            json.WriteString("type", use?.Text("meter") ?? ProgramSetup.Meter);
            json.WriteString("subject", ProgramSetup.Account);
            foreach (var name in (string[])["time", "member", "hold"]) WriteText(json, use, name);
            if (use?.Truth("final", otherwise: false) == true) json.WriteBoolean("final", true);
            json.WriteStartObject("data");
            json.WriteString(Quantity, use?.Text(Quantity) ?? ((YamlScalar)map).Text);
            WriteText(json, use, Model);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        var reader = new Utf8JsonReader(bytes.WrittenSpan, CloudEventReader.ReaderOptions);
        var parsed = CloudEventReader.Read(ref reader, bytes.WrittenMemory);
        return parsed.Event ?? throw new InvalidOperationException($"{parsed.Code}: {parsed.Detail}");
    }

    private static void WriteText(Utf8JsonWriter json, YamlMap? map, string name)
    {
        if (map?.Text(name) is { } text) json.WriteString(name, text);
    }
}
