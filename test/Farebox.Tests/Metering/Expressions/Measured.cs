using Farebox.Metering;
using Farebox.Metering.Expressions;

namespace Farebox.Tests.Metering.Expressions;

/// <summary>What a meter with one component makes of some data.</summary>
internal static class Measured
{
    public static (MeasureError? Error, decimal Quantity, bool IsPresent) By(QuantityExpression expression, string data, bool isOptional = false)
    {
        var meter = new Meter("m", "llm.usage", Aggregation.Sum, [new("c", expression, isOptional)]);
        var (quantities, present) = (new decimal[1], new bool[1]);
        return (meter.Measure(Events.WithData(data), quantities, present, out _), quantities[0], present[0]);
    }
}
