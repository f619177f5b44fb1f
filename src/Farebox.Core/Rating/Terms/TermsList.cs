using System.Collections.Immutable;

namespace Farebox.Rating.Terms;

/// <summary>Values in order. Equal by content.</summary>
public sealed record TermsList(ImmutableArray<TermsNode> Items) : TermsNode
{
    public bool Equals(TermsList? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => HashCode.Combine(Items.Length, Items.FirstOrDefault());
}
