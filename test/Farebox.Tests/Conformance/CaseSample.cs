using System.Text;
using Farebox.Files.Conformance;

namespace Farebox.Tests.Conformance;

/// <summary>Files of cases in memory.</summary>
internal static class CaseSample
{
    /// <summary>One good case, to which one mistake is added at a time.</summary>
    public const string Good = """
        source: acme
        topic: tiers
        cases:
          one:
            setup:
              charge: {model: per_unit, unit_price: 2}
            inputs: {quantity: 3}
            expected: {amount: 6}
        """;

    public static ConformanceFolder Read(string text) => ConformanceFolder.Read([("a.yaml", Encoding.UTF8.GetBytes(text))]);

    /// <summary>A case with these keys below its id.</summary>
    public static ConformanceFolder Case(string setup, string inputs, string expected) =>
        Read($"source: acme\ntopic: any\ncases:\n  one:\n    setup: {setup}\n    inputs: {inputs}\n    expected: {expected}\n");

    /// <summary>What came out of a single case that can be read.</summary>
    public static ConformanceResult Run(string setup, string inputs, string expected)
    {
        var folder = Case(setup, inputs, expected);
        Assert.Empty(folder.Findings);
        return Assert.Single(ConformanceReport.Of(folder).Results);
    }
}
