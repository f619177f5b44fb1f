namespace Farebox.Rating;

/// <summary>One line of the working: this many, at this price each, for this total.</summary>
/// <param name="Reason">The component's class and the step, for example <c>input: per unit</c>.</param>
/// <param name="UnitPrice">Zero for a step that is not per unit, such as a fee.</param>
public readonly record struct PricedStep(string Reason, decimal Quantity, decimal UnitPrice, decimal Total)
{
    /// <summary>The component's class alone; empty where there is none.</summary>
    public string Class { get; init; } = "";
}

/// <summary>Collects how a price came about. The totals of its steps sum to the price.</summary>
/// <remarks>For one pricing at a time; not safe for threads.</remarks>
public sealed class Working
{
    private readonly List<PricedStep> _steps = [];
    private string _component = "";

    public IReadOnlyList<PricedStep> Steps => _steps;

    /// <summary>The steps added from here on belong to this component.</summary>
    public void StartComponent(string @class) => _component = @class;

    public void Add(string reason, decimal quantity, decimal unitPrice, decimal total) =>
        _steps.Add(new(_component.Length == 0 ? reason : $"{_component}: {reason}", quantity, unitPrice, total) { Class = _component });
}
