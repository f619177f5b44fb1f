namespace Farebox.Wording;

/// <summary>Finds the name somebody probably meant.</summary>
public static class NearestName
{
    private const int DistanceMax = 2;

    /// <summary>The name that fewest changed, added or removed letters lead to, if at most two do; of several, the first.</summary>
    public static string? Of(string name, IEnumerable<string> names)
    {
        var (best, bestDistance) = ((string?)null, DistanceMax + 1);
        foreach (var candidate in names)
        {
            var distance = Math.Abs(candidate.Length - name.Length) > DistanceMax ? DistanceMax + 1 : Distance(name, candidate);
            if (distance < bestDistance) (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>How many letters to add, take away or change (Levenshtein).</summary>
    public static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
