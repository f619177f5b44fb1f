using Farebox.Time;

namespace Farebox.Billing.Subscriptions;

/// <summary>A stretch of service inside one cycle.</summary>
/// <param name="Span">What is served: the cycle itself, or a stub at its beginning or end.</param>
/// <param name="Cycle">The whole cycle, against which a stub is measured.</param>
public readonly record struct ServicePeriod(Period Span, Period Cycle)
{
    public bool IsStub => Span != Cycle;
}
