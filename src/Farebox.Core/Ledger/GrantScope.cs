using System.Collections.Immutable;

namespace Farebox.Ledger;

/// <summary>What a grant may pay for. An empty list admits everything; a list admits only what a use names.</summary>
/// <param name="Meters">Meters it may pay for.</param>
/// <param name="Models">Models it may pay for.</param>
/// <param name="Members">Members it may pay for, each with everyone below it.</param>
public sealed record GrantScope(ImmutableArray<string> Meters, ImmutableArray<string> Models, ImmutableArray<string> Members)
{
    /// <summary>Pays for anything.</summary>
    public static GrantScope Anything { get; } = new([], [], []);

    /// <summary>Whether nothing is restricted.</summary>
    public bool IsUnrestricted => Meters.IsEmpty && Models.IsEmpty && Members.IsEmpty;

    /// <summary>Whether it may pay for this use. A use that names no meter, model or member is admitted only where that is unrestricted.</summary>
    public bool Admits(in Use use) =>
        IsUnrestricted || (Admits(Meters, use.Meter) && Admits(Models, use.Model) && AdmitsMember(use.Member));

    /// <summary>Compares the lists element by element.</summary>
    public bool Equals(GrantScope? other) =>
        other is not null && Meters.SequenceEqual(other.Meters) && Models.SequenceEqual(other.Models) && Members.SequenceEqual(other.Members);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Meters.Length, Models.Length, Members.Length);

    private static bool Admits(ImmutableArray<string> names, string? name) =>
        names.IsEmpty || (name is { Length: > 0 } && names.Contains(name));

    private bool AdmitsMember(Member? member)
    {
        if (Members.IsEmpty) return true;
        for (var node = member; node is not null; node = node.Parent)
        {
            if (!node.IsAccount && Members.Contains(node.Id)) return true;
        }

        return false;
    }
}
