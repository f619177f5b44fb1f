using Farebox.Rating;

namespace Farebox.Files.Conformance;

/// <summary>A charge within a period: what was priced before decides what the next part adds.</summary>
internal sealed class RunningCharge
{
    private readonly ChargeModel _charge;
    private readonly decimal _start;
    private decimal _before;
    private long _events;

    public RunningCharge(ChargeModel charge, decimal before) => (_charge, _start, _before) = (charge, before, before);

    /// <summary>A quantity by itself, after what was priced when the case begins.</summary>
    public PriceAsk Ask(decimal quantity, DateTimeOffset at) => new(_charge, quantity, new(at) { Before = _start });

    /// <summary>A quantity that follows the ones asked about before, as an event of its own.</summary>
    public PriceAsk Next(decimal quantity, DateTimeOffset at)
    {
        var ask = new PriceAsk(_charge, quantity, new(at) { Before = _before, Events = 1, EventsBefore = _events });
        _before += _charge.Counted(quantity);
        _events++;
        return ask;
    }
}
