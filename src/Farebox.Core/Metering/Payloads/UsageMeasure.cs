using System.Collections.Immutable;
using System.Text.Json;

namespace Farebox.Metering.Payloads;

/// <summary>The components of a meter that reads vendors' usage objects: each takes one class, or several that have one price.</summary>
internal sealed class UsageMeasure
{
    private const char Plus = '+';

    private readonly UsageSource _source;
    private readonly string[] _path;
    private readonly int _count;

    // By class; -1 where no component takes it.
    private readonly int[] _componentOf = [.. Enumerable.Repeat(-1, UsageClasses.Count)];

    /// <exception cref="ArgumentException">A component names no class, or a class that another one has.</exception>
    public UsageMeasure(UsageSource source, ImmutableArray<MeterComponent> components)
    {
        if (source.Field is { } field) _ = FieldPath.ToUtf8(field, nameof(source));
        _source = source;
        _count = components.Length;
        _path = source.Field?.Split('.') ?? [];
        foreach (var (index, component) in components.Index())
        {
            if (component.IsOptional) throw new ArgumentException("A class of a usage object is zero when it is not in it, so it is not optional.", nameof(components));
            foreach (var name in component.Field.Split(Plus)) Take(name, index);
        }
    }

    /// <returns>Null when every part of the usage went to a component.</returns>
    public MeasureError? Measure(EventData data, Span<decimal> quantities, Span<bool> present)
    {
        if (Find(data.ToJson()) is not { } payload) return new(EventCodes.PropertyMissing, $"The field '{_source.Field}' is missing.");

        var parse = UsageNormalizer.Read(payload, _source.Format);
        if (parse.Reading is not { } reading) return new(parse.Code!, parse.Detail!);
        if (!reading.IsConsistent) return new(EventCodes.UsageInconsistent, reading.Inconsistencies);

        quantities[.._count].Clear();
        present[.._count].Fill(true);
        for (var i = 0; i < _componentOf.Length; i++)
        {
            if (reading.Quantities[i] == 0m) continue;
            if (_componentOf[i] < 0)
                return new(EventCodes.ClassUnmetered, $"The usage has {Money.DecimalText.Format(reading.Quantities[i])} of class '{UsageClasses.Names[i]}', which no component takes.");

            quantities[_componentOf[i]] += reading.Quantities[i];
        }

        return null;
    }

    private void Take(string name, int component)
    {
        if (!UsageClasses.TryParse(name, out var @class))
            throw new ArgumentException($"The field of a component is one of these, or several with + between them: {string.Join(", ", UsageClasses.Names)}.", nameof(component));
        if (_componentOf[(int)@class] >= 0) throw new ArgumentException($"Two components take the class '{name}'.", nameof(component));
        _componentOf[(int)@class] = component;
    }

    private JsonElement? Find(JsonElement data)
    {
        foreach (var name in _path)
        {
            if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(name, out data)) return null;
        }

        return data;
    }
}
