namespace Farebox.Money;

/// <summary>The parts of one number in text: sign, integer part, fraction without its trailing zeros.</summary>
internal readonly ref struct DecimalScan
{
    /// <summary>Sign, 12 integer digits, point, 12 fraction digits. Longer texts are read only to name what is wrong.</summary>
    public const int LengthMax = 26;

    private readonly bool _isNegative;
    private readonly ulong _integer;
    private readonly ulong _fraction;
    private readonly int _places;

    private DecimalScan(AmountError error) => Error = error;

    private DecimalScan(bool isNegative, ulong integer, ulong fraction, int places) =>
        (_isNegative, _integer, _fraction, _places) = (isNegative, integer, fraction, places);

    public AmountError Error { get; }

    public static DecimalScan Of(ReadOnlySpan<byte> text, int places)
    {
        var isNegative = text.Length > 0 && text[0] == (byte)'-';
        var at = isNegative ? 1 : 0;
        var start = at;

        ulong integer = 0;
        while (at < text.Length && IsDigit(text[at]))
        {
            if (at - start < DecimalText.IntegerDigitsMax) integer = (integer * 10) + (ulong)(text[at] - '0');
            at++;
        }

        var digits = at - start;
        if (digits == 0 || (digits > 1 && text[start] == (byte)'0')) return new(AmountError.Invalid);
        if (at == text.Length)
            return digits > DecimalText.IntegerDigitsMax ? new(AmountError.OutOfRange) : new(isNegative, integer, 0, 0);
        if (text[at] != (byte)'.') return new(AmountError.Invalid);

        return OfFraction(text[(at + 1)..], places, isNegative, integer, digits > DecimalText.IntegerDigitsMax);
    }

    /// <summary>The value; "-0" is plain zero, because a decimal keeps the sign of one and then calls it negative.</summary>
    public decimal ToDecimal()
    {
        if (_fraction == 0) return _isNegative && _integer != 0 ? -(decimal)_integer : _integer;

        var mantissa = ((UInt128)_integer * (ulong)PowerOfTen.Long(_places)) + _fraction;
        var low = (ulong)(mantissa & ulong.MaxValue);
        return unchecked(new((int)low, (int)(low >> 32), (int)(uint)(mantissa >> 64), _isNegative, (byte)_places));
    }

    /// <summary>At most 12 + 9 digits, which an <see cref="Int128"/> always holds.</summary>
    public Int128 ToUnits(int scale)
    {
        var whole = (Int128)_integer * PowerOfTen.Long(scale);
        var units = whole + ((Int128)_fraction * PowerOfTen.Long(scale - _places));
        return _isNegative ? -units : units;
    }

    private static DecimalScan OfFraction(ReadOnlySpan<byte> text, int places, bool isNegative, ulong integer, bool isTooLarge)
    {
        ulong fraction = 0;
        var significant = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsDigit(text[i])) return new(AmountError.Invalid);
            if (text[i] != (byte)'0') significant = i + 1;
        }

        if (text.Length == 0) return new(AmountError.Invalid);
        if (isTooLarge) return new(AmountError.OutOfRange);
        if (text.Length > DecimalText.FractionDigitsMax || significant > places) return new(AmountError.TooManyDecimals);

        for (var i = 0; i < significant; i++) fraction = (fraction * 10) + (ulong)(text[i] - '0');
        return new(isNegative, integer, fraction, significant);
    }

    private static bool IsDigit(byte character) => character is >= (byte)'0' and <= (byte)'9';
}
