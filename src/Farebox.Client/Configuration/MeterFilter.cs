using System.Text.Json.Serialization;
using Farebox.Client.Transport;

namespace Farebox.Client;

/// <summary>The admitted values of each field, by the field's dotted path.</summary>
[JsonConverter(typeof(MeterFilterConverter))]
public sealed class MeterFilter : Dictionary<string, IReadOnlyList<string>>
{
    public MeterFilter() : base(StringComparer.Ordinal) { }
}
