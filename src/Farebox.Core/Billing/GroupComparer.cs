namespace Farebox.Billing;

/// <summary>Compares tuples of dimension values by what they say.</summary>
internal sealed class GroupComparer : IEqualityComparer<string[]>, IComparer<string[]>
{
    public static GroupComparer Instance { get; } = new();

    public bool Equals(string[]? x, string[]? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.AsSpan().SequenceEqual(y));

    public int GetHashCode(string[] group)
    {
        var hash = 17;
        foreach (var value in group) hash = unchecked((hash * 31) + value.GetHashCode(StringComparison.Ordinal));
        return hash;
    }

    public int Compare(string[]? x, string[]? y)
    {
        for (var i = 0; i < Math.Min(x!.Length, y!.Length); i++)
        {
            var order = string.CompareOrdinal(x[i], y[i]);
            if (order != 0) return order;
        }

        return x.Length - y.Length;
    }
}
