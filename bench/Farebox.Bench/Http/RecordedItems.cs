namespace Farebox.Bench.Http;

/// <summary>Reads an answer of <c>/v1/events</c> without parsing it.</summary>
public static class RecordedItems
{
    /// <summary>True when the answer has exactly this many statuses and each is <c>recorded</c>; a duplicate repeats its first status and so has two.</summary>
    public static bool AreAll(ReadOnlySpan<byte> body, int count)
    {
        var seen = 0;
        for (var at = body.IndexOf("\"status\":\""u8); at >= 0; at = body.IndexOf("\"status\":\""u8))
        {
            body = body[(at + "\"status\":\""u8.Length)..];
            if (!body.StartsWith("recorded\""u8)) return false;
            seen++;
        }

        return seen == count;
    }
}
