using System.Collections.Immutable;

namespace Farebox.Rating.Terms;

/// <summary>Values by key, in the order they are written. Equal by content and order.</summary>
public sealed record TermsMap(ImmutableArray<KeyValuePair<string, TermsNode>> Entries) : TermsNode
{
    public static TermsMap Of(params IEnumerable<(string Key, TermsNode Value)> entries) =>
        new([.. entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value))]);

    /// <summary>The value of the first entry with this key; null where there is none.</summary>
    public TermsNode? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == key) return entry.Value;
        }

        return null;
    }

    public bool Equals(TermsMap? other) => other is not null && Entries.SequenceEqual(other.Entries);

    public override int GetHashCode() => HashCode.Combine(Entries.Length, Entries.FirstOrDefault());
}
