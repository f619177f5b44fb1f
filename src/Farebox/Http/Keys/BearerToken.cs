using Farebox.Http.Edge;

namespace Farebox.Http.Keys;

/// <summary>The key in an Authorization header.</summary>
internal static class BearerToken
{
    /// <summary>An operator may choose a key of this length; ours are shorter.</summary>
    public const int LengthMax = 255;

    public const int LengthMin = 20;

    private const string Scheme = "Bearer ";

    /// <summary>False for anything that can be no key, before it costs a hash.</summary>
    public static bool TryRead(string? header, out ReadOnlySpan<char> key)
    {
        key = default;
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return false;

        key = header.AsSpan(Scheme.Length).Trim(' ');
        return key.Length is >= LengthMin and <= LengthMax && Rules.IsToken(key);
    }
}
