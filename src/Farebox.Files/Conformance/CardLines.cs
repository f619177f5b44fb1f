using System.Text.Json.Nodes;
using Farebox.Money;

namespace Farebox.Files.Conformance;

/// <summary>The lines of a bill: one for each row, and for each value of what the row is grouped by, in the order they first appear.</summary>
internal sealed class CardLines
{
    private readonly List<(NamedRow Row, string[] Group)> _order = [];
    private readonly Dictionary<string, (decimal Quantity, decimal Amount)> _sums = new(StringComparer.Ordinal);

    public void Add(NamedRow row, CaseEvent item, decimal quantity, decimal amount)
    {
        string[] group = [.. row.GroupBy.Select(name => item.Dimensions.GetValueOrDefault(name, ""))];
        var key = Key(row, group);
        if (!_sums.TryGetValue(key, out var sums)) _order.Add((row, group));
        _sums[key] = (sums.Quantity + quantity, Exact.Add(sums.Amount, amount));
    }

    public IEnumerable<JsonObject> InOrder(NumberRounding rounding) => _order.Select(line =>
    {
        var (quantity, amount) = _sums[Key(line.Row, line.Group)];
        var json = new JsonObject
        {
            ["row"] = line.Row.Name,
            ["quantity"] = DecimalText.Format(quantity),
            ["amount"] = DecimalText.Format(rounding.Of(amount)),
        };
        foreach (var (name, value) in line.Row.GroupBy.Zip(line.Group)) json[name] = value;
        return json;
    });

    private static string Key(NamedRow row, string[] group) => string.Join('\u001F', (string[])[row.Name, .. group]);
}
