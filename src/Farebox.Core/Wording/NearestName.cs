namespace Farebox.Wording;

/// <summary>Finds the name somebody probably meant.</summary>
public static class NearestName
{
    /// <summary>Longer names are compared with nothing; nobody mistypes them.</summary>
    private const int LengthMax = 64;

    /// <summary>The closest name, if it is as close as a slip of the hand: a third of its letters wrong at most, capitals aside. The first of equals.</summary>
    public static string? Of(string name, IEnumerable<string> names)
    {
        if (name.Length > LengthMax) return null;

        var best = names
            .Where(candidate => candidate.Length <= LengthMax)
            .Select(candidate => (Name: candidate, Distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .DefaultIfEmpty()
            .MinBy(candidate => candidate.Distance);
        return best.Name is not null && best.Distance * 3 <= Math.Max(name.Length, best.Name.Length) ? best.Name : null;
    }

    /// <summary>How many letters to add, take away, change or swap with their neighbour (optimal string alignment).</summary>
    public static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(changed, 1 + Math.Min(rows[i - 1, j], rows[i, j - 1]));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[left.Length, right.Length];
    }
}
