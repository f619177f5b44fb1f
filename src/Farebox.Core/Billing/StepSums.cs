using System.Collections.Immutable;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Billing;

/// <summary>The working of many prices in few lines: steps of the same class, reason and unit price are one. Bounded.</summary>
internal sealed class StepSums
{
    // A price that comes with the event may be another one every time.
    private const int StepsMax = 64;

    private readonly List<PricedStep> _steps = [];

    public ImmutableArray<PricedStep> Steps => [.. _steps];

    public void Add(IReadOnlyList<PricedStep> steps)
    {
        for (var i = 0; i < steps.Count; i++) Add(steps[i]);
    }

    public void Add(PricedStep step)
    {
        var at = IndexOf(step);
        if (at < 0 && _steps.Count >= StepsMax)
        {
            step = step with { Reason = step.Class.Length == 0 ? "further prices" : $"{step.Class}: further prices", UnitPrice = 0m };
            at = IndexOf(step);
        }

        if (at < 0) _steps.Add(step);
        else _steps[at] = step with { Quantity = Exact.Add(_steps[at].Quantity, step.Quantity), Total = Exact.Add(_steps[at].Total, step.Total) };
    }

    private int IndexOf(PricedStep step)
    {
        for (var i = 0; i < _steps.Count; i++)
        {
            var known = _steps[i];
            if (known.UnitPrice == step.UnitPrice && known.Reason == step.Reason && known.Class == step.Class) return i;
        }

        return -1;
    }
}
