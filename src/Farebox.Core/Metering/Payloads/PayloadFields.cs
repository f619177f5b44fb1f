using System.Collections.Immutable;
using System.Text.Json;
using Farebox.Money;

namespace Farebox.Metering.Payloads;

/// <summary>The fields of one usage object. Asking notes the field as known; the first that cannot be read is the fault of the whole.</summary>
internal sealed class PayloadFields(JsonElement root, string pointer = "")
{
    // They say how the work was done, or repeat what other fields say in another cut. None of them is a quantity of its own.
    private static readonly HashSet<string> Descriptions = new(StringComparer.Ordinal)
    {
        "type", "object", "model", "service_tier", "serviceTier", "speed", "inference_geo", "trafficType", "traffic_type", "is_byok", "cost", "cost_details",
        "accepted_prediction_tokens", "rejected_prediction_tokens", "initialPromptTokenCount", "num_model_requests", "web_fetch_requests",
        "project_id", "user_id", "api_key_id", "batch", "fallback_credit",
    };

    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public MeasureError? Fault { get; private set; }

    public bool Has(string name) => root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A whole number of zero or more; null where the field is missing or null.</summary>
    public decimal? Count(params ReadOnlySpan<string> path) => Number(path, places: 0);

    /// <summary>As a count, with up to six decimal places.</summary>
    public decimal? Quantity(params ReadOnlySpan<string> path) => Number(path, Meter.QuantityPlacesMax);

    /// <summary>A count without which the object is not what it is taken for.</summary>
    public decimal Required(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Count(name) is { } count) return count;
        }

        Fault ??= new(EventCodes.PropertyMissing, $"The usage has no '{names[0]}'.");
        return 0m;
    }

    /// <summary>The objects of an array; none where it is missing.</summary>
    public IEnumerable<PayloadFields> Objects(string name)
    {
        var at = $"{pointer}/{name}";
        _asked.Add(at);
        if (!root.TryGetProperty(name, out var array) || array.ValueKind == JsonValueKind.Null) return [];
        if (array.ValueKind == JsonValueKind.Array && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object))
            return [.. array.EnumerateArray().Select((item, index) => new PayloadFields(item, $"{at}/{index}"))];

        Fault ??= new(EventCodes.InvalidType, $"The field '{at}' is an array of objects.");
        return [];
    }

    public string? Text(string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Takes over what went wrong in a part of this object.</summary>
    public void Join(PayloadFields part) => Fault ??= part.Fault;

    /// <summary>What holds a value and was never asked for.</summary>
    public ImmutableArray<UnmappedField> Unmapped()
    {
        var found = ImmutableArray.CreateBuilder<UnmappedField>();
        Walk(root, pointer, isKnown: false, found);
        return found.ToImmutable();
    }

    private void Walk(JsonElement element, string at, bool isKnown, ImmutableArray<UnmappedField>.Builder found)
    {
        if (_asked.Contains(at) || element.ValueKind == JsonValueKind.Null) return;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    Walk(member.Value, $"{at}/{Escaped(member.Name)}", isKnown || IsDescription(member.Name), found);
                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index()) Walk(item, $"{at}/{index}", isKnown, found);
                break;
            default:
                found.Add(new(at, element.GetRawText(), isKnown));
                break;
        }
    }

    // A span's attributes are many; those for usage are ours to know.
    private static bool IsDescription(string name) =>
        Descriptions.Contains(name) || (name.StartsWith("gen_ai.", StringComparison.Ordinal) && !name.StartsWith("gen_ai.usage.", StringComparison.Ordinal));

    private decimal? Number(ReadOnlySpan<string> path, int places)
    {
        var element = root;
        var at = pointer;
        foreach (var name in path)
        {
            at = $"{at}/{Escaped(name)}";
            if (element.ValueKind == JsonValueKind.Null) return null;
            if (element.ValueKind != JsonValueKind.Object)
            {
                Fault ??= new(EventCodes.InvalidType, $"The field '{at[..at.LastIndexOf('/')]}' is an object.");
                return null;
            }

            if (!element.TryGetProperty(name, out element)) return null;
        }

        _asked.Add(at);
        if (element.ValueKind == JsonValueKind.Null) return null;
        if (element.ValueKind != JsonValueKind.Number) return Failed(EventCodes.InvalidType, $"The field '{at}' is a number.");

        return DecimalText.Parse(element.GetRawText(), places, out var number) switch
        {
            AmountError.None when number < 0m => Failed(EventCodes.QuantityNegative, $"The field '{at}' is negative."),
            AmountError.None => number,
            AmountError.TooManyDecimals => Failed(EventCodes.TooManyDecimals, $"The field '{at}' has more than {places} decimal places."),
            _ => Failed(EventCodes.NumberOutOfRange, $"The field '{at}' has more than {DecimalText.IntegerDigitsMax} integer digits, or an exponent."),
        };
    }

    private decimal? Failed(string code, string detail)
    {
        Fault ??= new(code, detail);
        return null;
    }

    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
