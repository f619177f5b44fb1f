namespace Farebox.Http.Edge;

/// <summary>What of the input may be repeated in an answer: enough to recognise it, never enough to carry it.</summary>
internal static class Echo
{
    public const int LengthMax = 64;

    public static string Of(ReadOnlySpan<char> input)
    {
        Span<char> shown = stackalloc char[LengthMax];
        var length = Math.Min(input.Length, LengthMax);
        for (var i = 0; i < length; i++) shown[i] = input[i] is >= ' ' and <= '~' ? input[i] : '?';
        return new string(shown[..length]);
    }
}
