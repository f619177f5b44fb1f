using System.Collections.Immutable;

namespace Farebox.Files;

/// <summary>An account as its author writes it.</summary>
/// <param name="RateCard">None: the default one.</param>
/// <param name="Members">Whoever is above stands before whoever is below.</param>
public sealed record AccountTerms(
    string Id, string? RateCard, string? CostCard, ImmutableArray<Placed<MemberTerms>> Members, ImmutableArray<Placed<LimitTerms>> Limits)
{
    /// <summary>Rate cards that pay in turn; none: the rate card alone.</summary>
    public ImmutableArray<string> PayWith { get; init; } = [];
}

/// <summary>A member of an account.</summary>
/// <param name="Parent">None: it belongs to the account itself.</param>
public sealed record MemberTerms(string Id, string? Parent);

/// <summary>A hard limit.</summary>
/// <param name="Member">None: the account as a whole.</param>
public sealed record LimitTerms(string? Member, string Asset, decimal Max);
