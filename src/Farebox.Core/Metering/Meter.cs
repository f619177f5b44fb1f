using System.Collections.Immutable;
using Farebox.Metering.Aggregating;
using Farebox.Metering.Payloads;

namespace Farebox.Metering;

/// <summary>Turns events of one type into quantities, one per component, and names the dimensions that choose their prices.</summary>
/// <remarks>Immutable. Two meters with the same terms are told by <see cref="HasSameTerms"/>; as a key, use <see cref="Id"/>.</remarks>
public sealed class Meter
{
    public const int ComponentsMax = 16;
    public const int DimensionsMax = 8;
    public const int DimensionBytesMax = 256;
    public const int FilterFieldsMax = 8;
    public const int FilterValuesMax = 64;

    /// <summary>Integer digits and decimal places of a quantity.</summary>
    public const int QuantityIntegerDigitsMax = 12;
    public const int QuantityPlacesMax = 6;

    private const string Reserved = "unmetered";

    private readonly MeterFilter _filter;
    private readonly MeterDimensions _dimensions;
    private readonly UsageMeasure? _usage;
    private readonly ReadingFields _fields;

    /// <param name="eventType">The CloudEvents type it listens to, 1 to 255 printable ASCII characters.</param>
    /// <param name="filter">Field path to the values it may have; all fields must match. Null or empty takes every event of the type.</param>
    /// <param name="aggregation">How its readings become a quantity; an <see cref="Metering.Aggregation"/> where that says it all.</param>
    /// <param name="components">At least one; none for a count or a unique count.</param>
    /// <param name="dimensions">
    /// Field paths, or paths in <c>text(…)</c>, <c>day(…)</c> or <c>month(…)</c>, in the order that decides between equally specific price rows.
    /// </param>
    /// <param name="usage">Set: the components are classes of a vendor's usage object, and their fields name those classes.</param>
    /// <exception cref="ArgumentException">A term is missing, outside its bounds or given twice.</exception>
    public Meter(
        string id,
        string eventType,
        AggregationTerms aggregation,
        ImmutableArray<MeterComponent> components,
        ImmutableArray<string> dimensions = default,
        ImmutableSortedDictionary<string, ImmutableArray<string>>? filter = null,
        ShortfallPolicy onShortfall = ShortfallPolicy.Debt,
        bool isPriced = true,
        UsageSource? usage = null)
    {
        if (!Identifier.IsValid(id)) throw new ArgumentException("A meter's id is 1 to 128 of A-Z a-z 0-9 . _ : @ -", nameof(id));
        if (id == Reserved) throw new ArgumentException($"Reports say '{Reserved}' for amounts captured without a meter.", nameof(id));
        if (!EventText.IsPrintableAscii(eventType)) throw new ArgumentException("An event type is 1 to 255 printable ASCII characters.", nameof(eventType));
        ArgumentNullException.ThrowIfNull(aggregation);
        if ((aggregation.Fault() ?? AggregationRules.FaultOfMeter(aggregation)) is { } fault) throw new ArgumentException(fault, nameof(aggregation));
        if (!Enum.IsDefined(onShortfall)) throw new ArgumentException("A shortfall is debt or reject.", nameof(onShortfall));
        if (usage is not null && aggregation.IsCounted) throw new ArgumentException("A count reads no usage object.", nameof(usage));

        Id = id;
        EventType = eventType;
        Terms = aggregation;
        _fields = new(aggregation);
        Components = CheckComponents(aggregation, components);
        OnShortfall = onShortfall;
        IsPriced = isPriced;
        Usage = usage;
        if (usage is not null) _usage = new(usage, Components);
        _dimensions = new(dimensions.IsDefault ? [] : dimensions);
        _filter = new(filter ?? ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty);
    }

    public string Id { get; }

    public string EventType { get; }

    public ImmutableSortedDictionary<string, ImmutableArray<string>> Filter => _filter.Terms;

    public Aggregation Aggregation => Terms.Kind;

    /// <summary>How its readings become a quantity.</summary>
    public AggregationTerms Terms { get; }

    public ImmutableArray<MeterComponent> Components { get; }

    /// <summary>Names as they were written, which say where the values are read and in what form.</summary>
    public ImmutableArray<string> Dimensions => _dimensions.Names;

    public ShortfallPolicy OnShortfall { get; }

    /// <summary>False for a meter that only counts and debits nothing.</summary>
    public bool IsPriced { get; }

    /// <summary>The vendor's usage object that the components are read from; null for a meter that reads its own fields.</summary>
    public UsageSource? Usage { get; }

    public bool Matches(UsageEvent usage)
    {
        ArgumentNullException.ThrowIfNull(usage);
        return usage.Type == EventType && _filter.Matches(usage.Data);
    }

    /// <summary>Reads one quantity per component and one text per dimension.</summary>
    /// <param name="quantities">Filled to the number of components; zero where a component is absent.</param>
    /// <param name="present">Filled likewise. An optional component whose field is missing or null is absent.</param>
    /// <param name="dimensionValues">One per dimension, <c>""</c> where missing. Shared and cached: never write to it.</param>
    /// <returns>Null when the event was measured.</returns>
    public MeasureError? Measure(UsageEvent usage, Span<decimal> quantities, Span<bool> present, out string[] dimensionValues)
    {
        ArgumentNullException.ThrowIfNull(usage);
        return Measure(usage.Data, quantities, present, out dimensionValues);
    }

    /// <summary>As for an event, for data that did not come with one, such as the estimate of a hold.</summary>
    public MeasureError? Measure(EventData data, Span<decimal> quantities, Span<bool> present, out string[] dimensionValues)
    {
        ArgumentNullException.ThrowIfNull(data);

        dimensionValues = [];
        if (Terms.IsCounted)
        {
            (quantities[0], present[0]) = (1m, true);
        }
        else if (_usage is not null)
        {
            if (_usage.Measure(data, quantities, present) is { } error) return error;
        }
        else
        {
            for (var i = 0; i < Components.Length; i++)
            {
                if (QuantityField.Read(data, Components[i], Terms.TakesNegative, out quantities[i], out present[i]) is { } error) return error;
            }
        }

        return _dimensions.Read(data, out dimensionValues);
    }

    /// <summary>What an event brings to each component: quantities as <see cref="Measure(EventData, Span{decimal}, Span{bool}, out string[])"/> reads them, with key and bucket.</summary>
    /// <param name="order">Decides between readings of one instant; see <see cref="Reading.Order"/>.</param>
    /// <param name="readings">Filled to the number of components.</param>
    public MeasureError? Read(EventData data, DateTimeOffset at, long order, Span<Reading> readings, Span<bool> present, out string[] dimensionValues)
    {
        Span<decimal> quantities = stackalloc decimal[ComponentsMax];
        if (Measure(data, quantities, present, out dimensionValues) is { } error) return error;
        if (_fields.Read(data, at, order, out var reading) is { } fault) return fault;

        for (var i = 0; i < Components.Length; i++) readings[i] = reading with { Quantity = quantities[i] };
        return null;
    }

    /// <summary>Whether the other meter has the same id and the same terms, so that creating it again changes nothing.</summary>
    public bool HasSameTerms(Meter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Id == other.Id
            && EventType == other.EventType
            && Terms == other.Terms
            && OnShortfall == other.OnShortfall
            && IsPriced == other.IsPriced
            && Usage == other.Usage
            && Components.SequenceEqual(other.Components)
            && Dimensions.SequenceEqual(other.Dimensions)
            && _filter.HasSameTerms(other._filter);
    }

    public override string ToString() => Id;

    private static ImmutableArray<MeterComponent> CheckComponents(AggregationTerms aggregation, ImmutableArray<MeterComponent> components)
    {
        if (aggregation.IsCounted)
            return components.IsDefaultOrEmpty ? [MeterComponent.Count] : throw new ArgumentException("A count has no components of its own.", nameof(components));

        if (components.IsDefaultOrEmpty) throw new ArgumentException($"{AggregationRules.A(aggregation.Kind)} needs at least one component.", nameof(components));
        if (components.Length > ComponentsMax) throw new ArgumentException($"A meter has at most {ComponentsMax} components.", nameof(components));
        if (components.DistinctBy(component => component.Class).Count() != components.Length)
            throw new ArgumentException("Each component of a meter has a class of its own.", nameof(components));

        return components;
    }
}
