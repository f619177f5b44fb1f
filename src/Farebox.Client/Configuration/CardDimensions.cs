using System.Text.Json.Serialization;
using Farebox.Client.Transport;

namespace Farebox.Client;

/// <summary>The values of each dimension that a term of a card is for; any of several, where there are several.</summary>
[JsonConverter(typeof(CardDimensionsConverter))]
public sealed class CardDimensions : Dictionary<string, IReadOnlyList<string>>
{
    public CardDimensions() : base(StringComparer.Ordinal) { }
}
