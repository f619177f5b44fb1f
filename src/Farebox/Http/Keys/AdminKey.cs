namespace Farebox.Http.Keys;

/// <summary>The operator's own choice of a key. Whoever guesses it owns the books, so easy ones do not start a server.</summary>
internal static class AdminKey
{
    private const int DistinctMin = 8;
    private static readonly string[] Defaults = ["changeme", "change-me", "change_me", "password", "secret", "default", "example", "farebox"];

    /// <exception cref="ArgumentException">It is short, unprintable, monotonous or a well-known default.</exception>
    public static void Check(string key)
    {
        if (key.Length is < BearerToken.LengthMin or > BearerToken.LengthMax)
            throw new ArgumentException($"FAREBOX_ADMIN_KEY has {BearerToken.LengthMin} to {BearerToken.LengthMax} characters.", nameof(key));
        if (!Edge.Rules.IsToken(key)) throw new ArgumentException("FAREBOX_ADMIN_KEY is printable ASCII without spaces.", nameof(key));
        if (key.Distinct().Count() < DistinctMin || IsRepeatedDefault(key))
            throw new ArgumentException("FAREBOX_ADMIN_KEY is too easy to guess. Make one with: openssl rand -hex 32", nameof(key));
    }

    // "changemechangemechangeme" and "changeme-changeme-123" are long, and the first thing anybody tries.
    private static bool IsRepeatedDefault(string key)
    {
        foreach (var word in Defaults)
        {
            if (key.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && key.Replace(word, "", StringComparison.OrdinalIgnoreCase).Length < DistinctMin) return true;
        }

        return false;
    }
}
