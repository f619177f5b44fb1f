namespace Farebox.Money;

/// <summary>Writes a scaled whole number from its last digit to its first.</summary>
internal static class DecimalDigits
{
    private const ulong Chunk = 1_000_000_000_000_000_000;

    /// <summary>Fills <paramref name="text"/> from the right; the number is in <c>[returned, end)</c>.</summary>
    public static int Write(Int128 units, int scale, Span<byte> text, out int end)
    {
        var magnitude = units < 0 ? unchecked((UInt128)(-units)) : (UInt128)units;
        var at = text.Length;
        end = at;
        var places = 0;
        var hasFraction = false;

        while (magnitude != 0 || places <= scale)
        {
            // Chunks of 18 digits keep the division in 64 bits; the last chunk is written without leading zeros.
            var isLast = magnitude < Chunk;
            var part = isLast ? (ulong)magnitude : (ulong)(magnitude % Chunk);
            magnitude = isLast ? 0 : magnitude / Chunk;
            for (var i = 0; isLast ? part != 0 || places <= scale : i < 18; i++)
            {
                var digit = (byte)('0' + (part % 10));
                part /= 10;
                if (places == scale && hasFraction) text[--at] = (byte)'.';
                if (places < scale && !hasFraction && digit == '0')
                {
                    places++;
                    continue;
                }

                hasFraction |= places < scale;
                text[--at] = digit;
                places++;
            }
        }

        if (units < 0) text[--at] = (byte)'-';
        return at;
    }
}
