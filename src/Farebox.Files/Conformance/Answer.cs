using System.Globalization;
using System.Text.Json.Nodes;
using Farebox.Money;

namespace Farebox.Files.Conformance;

/// <summary>What came out, by the names that expectations have. Numbers are decimal texts.</summary>
internal sealed class Answer
{
    public JsonObject Json { get; } = [];

    public void Set(string name, decimal number) => Json[name] = DecimalText.Format(number);

    public void Set(string name, string text) => Json[name] = text;

    public void Set(string name, int count) => Json[name] = count.ToString(CultureInfo.InvariantCulture);

    public void Set(string name, IEnumerable<decimal> numbers) => Json[name] = new JsonArray([.. numbers.Select(number => (JsonNode)DecimalText.Format(number))]);

    public void Set(string name, IEnumerable<(string Name, decimal Number)> numbers) =>
        Json[name] = new JsonObject(numbers.Select(item => KeyValuePair.Create(item.Name, (JsonNode?)DecimalText.Format(item.Number))));

    public void Set(string name, IEnumerable<JsonObject> lines) => Json[name] = new JsonArray([.. lines]);

    /// <summary>Nothing was priced.</summary>
    /// <param name="what"><c>terms</c> or <c>quantity</c>.</param>
    public void Refuse(string what, string why)
    {
        Json["refused"] = what;
        Json["why"] = why;
    }
}
