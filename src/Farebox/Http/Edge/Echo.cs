namespace Farebox.Http.Edge;

/// <summary>What of the input may be repeated in an answer: enough to recognise it, never enough to carry it.</summary>
internal static class Echo
{
    public const int LengthMax = 64;

    /// <summary>A sentence in which no word is longer than may be echoed: what is that long came from the caller.</summary>
    public static string Shorten(string sentence)
    {
        if (sentence.Length <= LengthMax) return sentence;
        var words = sentence.Split(' ');
        return Array.Exists(words, word => word.Length > LengthMax)
            ? string.Join(' ', words.Select(word => word.Length > LengthMax ? string.Concat(word.AsSpan(0, LengthMax - 1), "…") : word))
            : sentence;
    }

    public static string Of(ReadOnlySpan<char> input)
    {
        Span<char> shown = stackalloc char[LengthMax];
        var length = Math.Min(input.Length, LengthMax);
        for (var i = 0; i < length; i++) shown[i] = input[i] is >= ' ' and <= '~' ? input[i] : '?';
        return new string(shown[..length]);
    }
}
