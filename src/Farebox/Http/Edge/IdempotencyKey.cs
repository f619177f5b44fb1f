namespace Farebox.Http.Edge;

/// <summary>The caller's name for one request, so that repeating it does it once. Compared to the letter.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int LengthMax = 255;

    /// <summary>The key, or the refusal of a request without a usable one.</summary>
    public static (string Key, Problem? Refusal) Required(HttpRequest request)
    {
        var (key, refusal) = Optional(request);
        if (refusal is not null) return ("", refusal);
        return key is null ? ("", new Problem(ProblemCodes.IdempotencyKeyRequired)) : (key, null);
    }

    /// <summary>The key if one was sent; one that was sent must be usable.</summary>
    public static (string? Key, Problem? Refusal) Optional(HttpRequest request)
    {
        var sent = request.Headers[Header];
        if (sent.Count == 0) return (null, null);
        if (sent.Count > 1) return (null, new Problem(ProblemCodes.IdempotencyKeyMultiple));
        if (sent[0] is { Length: <= LengthMax } key && Rules.IsToken(key)) return (key, null);
        return (null, new Problem(ProblemCodes.IdempotencyKeyInvalid));
    }
}
