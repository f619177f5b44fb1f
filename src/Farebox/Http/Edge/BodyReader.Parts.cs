using System.Collections.Immutable;
using System.Text.Json;

namespace Farebox.Http.Edge;

internal sealed partial class BodyReader
{
    /// <summary>An object inside this one; its unknown members are refused with this one's.</summary>
    public BodyReader? OptionalObject(string name) =>
        TryFind(name, isRequired: false, JsonValueKind.Object, "an object", out var value) ? Child(value, $"{_pointer}/{name}") : null;

    /// <summary>An array of objects, at most so many.</summary>
    public IReadOnlyList<BodyReader> Objects(string name, bool isRequired, int countMax)
    {
        var items = Items(name, isRequired, countMax);
        var readers = new List<BodyReader>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].ValueKind == JsonValueKind.Object) readers.Add(Child(items[i], $"{_pointer}/{name}/{i}"));
            else Fault(name, ProblemCodes.InvalidType, $"\"{name}\" is an array of objects.");
        }

        return readers;
    }

    /// <summary>An array of strings, at most so many; absent reads as empty.</summary>
    public ImmutableArray<string> Strings(string name, StringRule rule, int countMax)
    {
        var items = Items(name, isRequired: false, countMax);
        return [.. items.Select(item => Text(name, item, rule))];
    }

    /// <summary>Names the sender chose, each with a value; absent reads as empty.</summary>
    public IEnumerable<(string Name, JsonElement Value)> Map(string name, int countMax)
    {
        if (!TryFind(name, isRequired: false, JsonValueKind.Object, "an object", out var map)) return [];

        var members = map.EnumerateObject().Select(member => (member.Name, member.Value)).Take(countMax + 1).ToArray();
        if (members.Length > countMax) Fault(name, ProblemCodes.NumberOutOfRange, $"\"{name}\" has at most {countMax} members.");
        foreach (var (key, _) in members) Check(name, key, Rules.Name);
        return members;
    }

    /// <summary>A string inside a map or an array.</summary>
    public string Text(string name, JsonElement value, StringRule rule)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Fault(name, ProblemCodes.InvalidType, $"\"{name}\" holds strings.");
            return "";
        }

        var text = value.GetString()!;
        Check(name, text, rule);
        return text;
    }

    /// <summary>A value whose content others define, as it was sent.</summary>
    public JsonElement? Raw(string name, bool isRequired) => TryFind(name, isRequired, out var value) ? value : null;

    /// <summary>Every member that nobody has asked for yet, for whoever knows them all.</summary>
    public IReadOnlyList<JsonProperty> Rest()
    {
        if (_element.ValueKind != JsonValueKind.Object) return [];

        var rest = _element.EnumerateObject().Where(member => !_asked.Contains(member.Name)).ToArray();
        foreach (var member in rest) _asked.Add(member.Name);
        return rest;
    }

    /// <summary>Adds a fault of something inside a member, at a path such as <c>tiers[1].up_to</c>.</summary>
    public void FaultInside(string path, ProblemCode code, string detail)
    {
        var segments = path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Select(JsonTrail.Segment);
        if (_errors.Count < ErrorsMax) _errors.Add(new(string.Join('/', [_pointer, .. segments]), code, detail));
    }

    private void Check(string name, string text, StringRule rule)
    {
        if (rule.Fault(text) is var (code, detail)) Fault(name, code, detail);
    }

    private IReadOnlyList<JsonElement> Items(string name, bool isRequired, int countMax)
    {
        if (!TryFind(name, isRequired, JsonValueKind.Array, "an array", out var array)) return [];
        if (array.GetArrayLength() <= countMax) return [.. array.EnumerateArray()];

        Fault(name, ProblemCodes.NumberOutOfRange, $"\"{name}\" has at most {countMax} items.");
        return [];
    }

    private BodyReader Child(JsonElement element, string pointer)
    {
        var child = new BodyReader(element, pointer, _errors);
        _children.Add(child);
        return child;
    }
}
