using System.Text.Json;
using Farebox.Rating.Terms;

namespace Farebox.Postgres.Configuration;

/// <summary>The terms of a charge model as JSON, as they are sent, stored and answered.</summary>
public static class ChargeJson
{
    /// <summary>Numbers and truth values are taken as they are written, so no digit is lost. Null is a text without a letter, which no key takes.</summary>
    public static TermsNode Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => ReadMembers(value.EnumerateObject()),
        JsonValueKind.Array => new TermsList([.. value.EnumerateArray().Select(Read)]),
        JsonValueKind.String => new TermsText(value.GetString()!),
        JsonValueKind.Null => new TermsText(""),
        _ => new TermsText(value.GetRawText()),
    };

    /// <summary>The same of some members of an object.</summary>
    public static TermsMap ReadMembers(IEnumerable<JsonProperty> members) => TermsMap.Of(members.Select(member => (member.Name, Read(member.Value))));

    /// <summary>Writes the members of a map into the object that is open. Everything single is a string.</summary>
    public static void WriteMembers(Utf8JsonWriter json, TermsMap map)
    {
        foreach (var (key, value) in map.Entries)
        {
            json.WritePropertyName(key);
            Write(json, value);
        }
    }

    /// <summary>The members of a map, for whoever puts them beside others.</summary>
    public static Dictionary<string, JsonElement> Members(TermsMap map)
    {
        using var document = JsonDocument.Parse(ConfigJson.Write(json =>
        {
            json.WriteStartObject();
            WriteMembers(json, map);
            json.WriteEndObject();
        }));
        return document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.Clone(), StringComparer.Ordinal);
    }

    private static void Write(Utf8JsonWriter json, TermsNode value)
    {
        switch (value)
        {
            case TermsText text:
                json.WriteStringValue(text.Value);
                break;
            case TermsList list:
                json.WriteStartArray();
                foreach (var item in list.Items) Write(json, item);
                json.WriteEndArray();
                break;
            case TermsMap map:
                json.WriteStartObject();
                WriteMembers(json, map);
                json.WriteEndObject();
                break;
        }
    }
}
