using System.Text.Json;
using Farebox.Files.Yaml;
using Farebox.Wording;

namespace Farebox.Files.Shapes;

/// <summary>A map with keys that are known here. Any other key is refused, with the one that was probably meant.</summary>
/// <param name="name">What it is called in the schema: one word.</param>
/// <param name="expected">What a message calls it.</param>
/// <param name="keys">Asked for when they are needed, so that a map may hold maps of its own kind.</param>
/// <param name="oneOf">Keys of which exactly one must be there.</param>
/// <param name="needsOne">Whether some key must be there, although each may be left out.</param>
internal sealed class ObjectShape(string name, string expected, Func<Key[]> keys, string[]? oneOf = null, bool needsOne = false) : Shape
{
    private Key[]? _keys;

    public string Name => name;

    public Key[] Keys => _keys ??= keys();

    public override string Expected => expected;

    public override IEnumerable<Shape> Parts => Keys.Select(key => key.Value);

    // A thing whose keys may all be left out may have nothing after its colon.
    private bool MayBeEmpty => !needsOne && oneOf is null && !Array.Exists(Keys, key => key.IsRequired);

    public override bool Check(YamlNode node, Findings found)
    {
        if (MayBeEmpty && node is YamlScalar { Type: YamlType.Empty }) return true;
        if (node is not YamlMap map) return Refuse(node, found);
        if (needsOne && map.Entries.Count == 0) return found.Error(map.Place, $"{expected} is expected here, and this has nothing in it.");

        var fits = true;
        foreach (var (key, value) in map.Entries)
        {
            var known = Array.Find(Keys, candidate => candidate.Name == key.Text);
            fits &= known?.Value.Check(value, found) ?? RefuseKey(key, found);
        }

        foreach (var missing in Keys.Where(key => key.IsRequired && map.Find(key.Name) is null))
            fits = found.Error(map.Place, $"the key {missing.Name} is missing here: {missing.Value.Expected}.");
        return fits && HasOne(map, found);
    }

    public override void Describe(Utf8JsonWriter json) => json.WriteString("$ref", $"#/$defs/{Name}");

    /// <summary>The schema itself, which everything else refers to by its name.</summary>
    public void Define(Utf8JsonWriter json)
    {
        if (MayBeEmpty) SchemaText.WriteTypes(json, "object", "null");
        else json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartObject("properties");
        foreach (var key in Keys)
        {
            json.WriteStartObject(key.Name);
            json.WriteString("description", key.About);
            key.Value.Describe(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (needsOne) json.WriteNumber("minProperties", 1);
        if (oneOf is not null) DefineOne(json, oneOf);
        if (!Array.Exists(Keys, key => key.IsRequired)) return;

        json.WriteStartArray("required");
        foreach (var key in Keys.Where(key => key.IsRequired)) json.WriteStringValue(key.Name);
        json.WriteEndArray();
    }

    private static void DefineOne(Utf8JsonWriter json, string[] names)
    {
        json.WriteStartArray("oneOf");
        foreach (var name in names)
        {
            json.WriteStartObject();
            json.WriteStartArray("required");
            json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private bool HasOne(YamlMap map, Findings found) => (oneOf is null ? 1 : oneOf.Count(name => map.Find(name) is not null)) switch
    {
        1 => true,
        0 => found.Error(map.Place, $"one of the keys {Quoted.List(oneOf!)} is missing here."),
        _ => found.Error(map.Place, $"only one of {Quoted.List(oneOf!)} may stand here. Keep the one that is meant."),
    };

    private bool RefuseKey(YamlScalar key, Findings found)
    {
        // In a map on one line, the rest of 12,5 reads as a key.
        if (key.Type == YamlType.Integer) return found.Error(key.Place, $"a comma ends a value, so {Quoted.Of(key.Text)} reads as a key. Write decimals with a point: 12.5.");

        var names = Keys.Select(known => known.Name).ToArray();
        var meant = NearestName.Of(key.Text, names) is { } nearest ? $"Did you mean {nearest}? " : "";
        return found.Error(key.Place, $"the key {Quoted.Of(key.Text)} is not known here. {meant}Expected: {Quoted.List(names)}.");
    }
}
