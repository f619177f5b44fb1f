using System.Numerics;

namespace Farebox.Tests.Ledger.Model;

/// <summary>A grant as the model keeps it: terms in plain values, and four heaps.</summary>
internal sealed class ModelGrant(string id, Act.Grant terms, DateTimeOffset recordedAt)
{
    public string Id { get; } = id;

    public Act.Grant Terms { get; } = terms;

    public DateTimeOffset From { get; } = recordedAt.AddMinutes(terms.EffectiveIn);

    public DateTimeOffset? Until { get; } = terms.ExpiresIn is { } hours ? recordedAt.AddHours(hours) : null;

    public DateTimeOffset? GoneAt => Until?.AddHours(Terms.Grace);

    public bool HasBegun { get; set; } = terms.EffectiveIn <= 0;

    public bool IsGone { get; set; }

    public BigInteger Wallet { get; set; } = terms.Units;

    public BigInteger Held { get; set; }

    public BigInteger Spent { get; set; }

    public BigInteger Expired { get; set; }

    /// <summary>Whether it may pay for something of a meter, model and member (given with everyone above it) that occurred at an instant.</summary>
    public bool Pays(string? meter, string model, IEnumerable<string> members, DateTimeOffset occurredAt, DateTimeOffset now) =>
        From <= now && !IsGone && (Until is null || occurredAt < Until) && Terms.Scope switch
        {
            1 => members.Contains("alice"),
            2 => members.Contains("team-a"),
            3 => model == "small",
            4 => meter == "llm",
            _ => true,
        };
}

/// <summary>A hold as the model keeps it.</summary>
internal sealed class ModelHold(string id, Act.Authorise terms, DateTimeOffset now)
{
    public string Id { get; } = id;

    public Act.Authorise Terms { get; } = terms;

    /// <summary>All that was ever authorised.</summary>
    public BigInteger Units { get; set; } = terms.Units;

    public DateTimeOffset LapsesAt { get; set; } = now.AddMinutes(terms.Lasts);

    /// <summary>Null while it is open.</summary>
    public string? End { get; set; }

    public List<(ModelGrant Grant, BigInteger Units)> Parts { get; } = [];

    public BigInteger Remaining => Parts.Aggregate(BigInteger.Zero, (sum, part) => sum + part.Units);
}

/// <summary>Something owed.</summary>
internal sealed class ModelDebt(string meter, string model, string member, BigInteger units)
{
    public string Meter { get; } = meter;

    public string Model { get; } = model;

    public string Member { get; } = member;

    public BigInteger Units { get; set; } = units;

    /// <summary>Who has paid part of it since.</summary>
    public List<(ModelGrant Grant, BigInteger Units)> Settled { get; } = [];
}
