using System.Numerics;

namespace Farebox.Tests.Ledger.Model;

/// <summary>A grant as the model keeps it: terms in plain values, and its heaps.</summary>
internal sealed record ModelGrant(string Id, BigInteger Units, DateTimeOffset From, DateTimeOffset? Until)
{
    public int Priority { get; init; }

    public int Grace { get; init; }

    public bool IsFree { get; init; } = true;

    public BigInteger Basis { get; init; }

    public bool HasBasis { get; init; }

    public int Scope { get; init; }

    /// <summary>Empty for the pool.</summary>
    public string Owner { get; init; } = "";

    public int Payment { get; init; }

    public BigInteger Lendable { get; init; }

    public Act.ActRollover? Rollover { get; init; }

    public bool IsRollover { get; init; }

    public int Generation { get; init; }

    public int Rank { get; init; }

    public string? Schedule { get; init; }

    public bool IsReserve { get; init; }

    public DateTimeOffset? GoneAt => Until?.AddHours(Grace);

    /// <summary>Null while nothing is known of when it may pay.</summary>
    public DateTimeOffset? PaysFrom { get; set; }

    public bool HasBegun { get; set; }

    public bool IsGone { get; set; }

    public bool HasRolled { get; set; }

    public bool IsPaid { get; set; }

    /// <summary>As what all of it was removed.</summary>
    public int? Removed { get; set; }

    /// <summary>What it had left when the last thing was done.</summary>
    public BigInteger LeftBefore { get; set; }

    public BigInteger Wallet { get; set; }

    public BigInteger Held { get; set; }

    public BigInteger Spent { get; set; }

    public BigInteger Expired { get; set; }

    public BigInteger Revoked { get; set; }

    public BigInteger Moved { get; set; }

    public BigInteger Lent { get; set; }

    public bool HasEnded => IsGone || Removed is not null;

    /// <summary>Whether it may pay for something of a meter, model and member (given with everyone above it) that occurred at an instant.</summary>
    public bool Pays(string? meter, string model, IReadOnlyCollection<string> members, DateTimeOffset occurredAt, DateTimeOffset now) =>
        PaysFrom <= now && !HasEnded && (Until is null || occurredAt < Until) && members.Contains(Owner) && Scope switch
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
