using System.Buffers;

namespace Farebox.Money;

/// <summary>What an amount is counted in: a currency, a credit, a token allowance.</summary>
/// <remarks>Equal by code, scale and kind. A code is case-sensitive: <c>usd</c> is not <c>USD</c>.</remarks>
public sealed record Asset
{
    /// <summary>Nine places still leave room for nine billion whole units in a <see cref="long"/>.</summary>
    public const int ScaleMax = 9;

    public const int CodeLengthMax = 32;

    private static readonly SearchValues<char> CodeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <param name="code">1 to 32 letters, digits, <c>_</c> and <c>-</c>, the first a letter; for example <c>USD</c>.</param>
    /// <param name="scale">Decimal places of the smallest unit the ledger can hold, 0 to 9.</param>
    /// <exception cref="ArgumentException">The code or the scale is outside these bounds.</exception>
    public Asset(string code, int scale, AssetKind kind)
    {
        if (!IsCode(code)) throw new ArgumentException("An asset code is 1 to 32 of A-Z a-z 0-9 _ - and starts with a letter.", nameof(code));
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, ScaleMax);

        (Code, Scale, Kind) = (code, scale, kind);
        UnitsPerWhole = PowerOfTen.Long(scale);
    }

    public string Code { get; }

    public int Scale { get; }

    public AssetKind Kind { get; }

    /// <summary>Smallest units in one whole: ten to the power of <see cref="Scale"/>.</summary>
    public long UnitsPerWhole { get; }

    public static bool IsCode(ReadOnlySpan<char> code) =>
        code.Length is > 0 and <= CodeLengthMax && char.IsAsciiLetter(code[0]) && !code.ContainsAnyExcept(CodeCharacters);

    /// <summary>A code of ISO 4217 with a minor unit is a currency unless somebody says otherwise.</summary>
    public static AssetKind DefaultKind(string code) => Iso4217.IsCurrency(code) ? AssetKind.Currency : AssetKind.Unit;

    /// <summary>Units 6 places, currencies 9, currencies without a minor unit (such as JPY) 6.</summary>
    /// <remarks>Finer than cents on purpose: rounding every small event to cents would bill nothing.</remarks>
    public static int DefaultScale(string code, AssetKind kind) => kind switch
    {
        AssetKind.Currency => Iso4217.MinorUnits(code) == 0 ? 6 : 9,
        _ => 6,
    };

    public override string ToString() => $"{Code}/{Scale}";
}
