using System.Numerics;

namespace Farebox.IntegrationTests.Demo;

/// <summary>Named whole numbers: credits in millionths, dollars in billionths. A name that was never added to is zero.</summary>
internal sealed class DemoTotals
{
    private readonly SortedDictionary<string, BigInteger> _values = new(StringComparer.Ordinal);

    public BigInteger this[string name] => _values.GetValueOrDefault(name);

    public void Add(string name, BigInteger value) => _values[name] = this[name] + value;

    /// <summary>One sentence for each name whose values are not the same; empty when they all are.</summary>
    public IReadOnlyList<string> DifferencesTo(DemoTotals other) =>
    [
        .. from name in _values.Keys.Union(other._values.Keys).Order(StringComparer.Ordinal)
           where this[name] != other[name]
           select $"{name}: {this[name]} here, {other[name]} there",
    ];
}
