using System.Security.Cryptography;
using System.Text;

namespace Farebox.Import.Mapping;

/// <summary>Which cells of a row become which part of its event.</summary>
internal sealed class ImportMap
{
    public static readonly string[] Attributes = ["id", "source", "type", "subject", "member", "time", "time_base", "time_seconds", "time_offset"];

    private const string DataPrefix = "data.";
    private const string NumberPrefix = "number.";

    private readonly Dictionary<string, Template> _attributes = new(StringComparer.Ordinal)
    {
        ["id"] = Template.Parse("row-{#row}"),
        ["source"] = Template.Parse("/import/{#file}"),
    };

    private readonly SortedDictionary<string, DataField> _data = new(StringComparer.Ordinal);

    /// <summary>The data's values, those of one object next to each other.</summary>
    public IReadOnlyCollection<DataField> Data => _data.Values;

    public IEnumerable<(string Field, Template Template)> All =>
        _attributes.Select(named => (named.Key, named.Value))
            .Concat(_data.Values.Select(value => ((value.IsNumber ? NumberPrefix : DataPrefix) + value.Name, value.Value)));

    public Template? this[string attribute] => _attributes.GetValueOrDefault(attribute);

    /// <summary>Sets a field: an attribute of the event, or <c>data.NAME</c> for a text, or <c>number.NAME</c> for a number.</summary>
    /// <exception cref="ImportException">There is no such field, or its template cannot be read.</exception>
    public void Set(string field, string template)
    {
        var parsed = Template.Parse(template);
        if (Attributes.Contains(field, StringComparer.Ordinal)) _attributes[field] = parsed;
        else if (field.StartsWith(DataPrefix, StringComparison.Ordinal)) SetData(field[DataPrefix.Length..], parsed, isNumber: false);
        else if (field.StartsWith(NumberPrefix, StringComparison.Ordinal)) SetData(field[NumberPrefix.Length..], parsed, isNumber: true);
        else throw new ImportException($"An event has no field \"{field}\". There are: {string.Join(", ", Attributes)}, data.NAME and number.NAME.");
    }

    /// <exception cref="ImportException">A field that every event needs is not mapped, or two exclude each other.</exception>
    public void Check()
    {
        foreach (var needed in new[] { "type", "subject" })
        {
            if (this[needed] is null) throw new ImportException($"The map lacks {needed}. Every event needs id, source, type and subject.");
        }

        if (this["time"] is not null && this["time_seconds"] is not null) throw new ImportException("Map time, or time_seconds with time_base, not both.");
        if ((this["time_seconds"] is null) != (this["time_base"] is null))
            throw new ImportException("time_seconds counts from time_base: map both, for example time_base=2026-07-01T00:00:00Z.");
        if (this["time_offset"] is not null && this["time"] is null) throw new ImportException("time_offset completes a time without an offset; map time too.");
    }

    /// <summary>The same for the same map, whatever the order it was written in.</summary>
    public string Fingerprint()
    {
        var lines = All.Select(field => $"{field.Field}={field.Template.Source}").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    private void SetData(string name, Template template, bool isNumber)
    {
        var path = name.Split('.');
        if (path.Any(part => part.Length == 0)) throw new ImportException($"\"{name}\" is no name of a value in data.");

        // A value cannot also be an object.
        if (_data.Keys.Any(other => other.StartsWith(name + ".", StringComparison.Ordinal) || name.StartsWith(other + ".", StringComparison.Ordinal)))
            throw new ImportException($"The data cannot have a value \"{name}\" and one inside it.");
        _data[name] = new(path, template, isNumber);
    }
}
