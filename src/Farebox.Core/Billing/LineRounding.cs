using Farebox.Money;

namespace Farebox.Billing;

/// <summary>How a line of a bill is rounded: once, from the exact price.</summary>
public sealed record LineRounding
{
    private readonly Asset _lines;

    /// <param name="currency">What the bill is in.</param>
    /// <param name="decimals">0 to 9. Null: the minor unit of a currency by ISO 4217, or the scale of any other asset.</param>
    /// <param name="rule">What happens half-way between two amounts, and beside it.</param>
    /// <exception cref="ArgumentException">There are not so many decimal places.</exception>
    public LineRounding(Asset currency, int? decimals, MidpointRounding rule)
    {
        ArgumentNullException.ThrowIfNull(currency);
        Rule = rule;
        _lines = new(currency.Code, decimals ?? Iso4217.MinorUnits(currency.Code) ?? currency.Scale, currency.Kind);
    }

    public MidpointRounding Rule { get; }

    public int Decimals => _lines.Scale;

    /// <exception cref="OverflowException">The amount does not fit in 64 bits of its smallest units.</exception>
    public decimal Round(decimal exact) => Amount.Round(_lines, exact, Rule).ToDecimal();

    /// <summary>A part of an amount, rounded once.</summary>
    /// <param name="whole">Above zero.</param>
    /// <exception cref="OverflowException">The amount does not fit in 64 bits of its smallest units.</exception>
    public decimal RoundPart(decimal amount, decimal part, decimal whole)
    {
        var rounded = Quotient.Round(Exact.Multiply(amount, part), whole, Decimals, Rule switch
        {
            MidpointRounding.ToEven => RoundingRule.HalfEven,
            MidpointRounding.ToZero => RoundingRule.Down,
            _ => RoundingRule.HalfAwayFromZero,
        });
        return Round(rounded);
    }

    /// <summary>With all its decimal places, as bills are written: <c>5.00</c>.</summary>
    public string Format(decimal amount)
    {
        var text = DecimalText.Format(amount);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var places = point < 0 ? 0 : text.Length - point - 1;
        if (places >= Decimals) return text;
        return (point < 0 ? text + "." : text) + new string('0', Decimals - places);
    }
}
