using System.Numerics;

namespace Farebox.Tests.Ledger.Model;

/// <summary>A schedule as the model keeps it: whole days from an anchor.</summary>
internal sealed class ModelSchedule(string id, Act.Schedule terms, DateTimeOffset now)
{
    public string Id { get; } = id;

    public Act.Schedule Terms { get; } = terms;

    public DateTimeOffset StartsAt { get; } = now.AddMinutes(terms.StartsIn);

    public DateTimeOffset? NextAt { get; set; } = now.AddMinutes(terms.StartsIn);

    public DateTimeOffset? ReleaseAt { get; set; }

    public DateTimeOffset? EndsAt { get; set; }

    public int Seats { get; set; } = terms.Seats ?? 1;

    public int Grants { get; set; }

    public ModelGrant? Reserve { get; set; }

    public int Released { get; set; }

    private DateTimeOffset Anchor => StartsAt.AddMinutes(-Terms.Offset);

    public (DateTimeOffset Start, DateTimeOffset End) PeriodAt(DateTimeOffset at)
    {
        var minutes = (long)Terms.Days * 24 * 60;
        var number = (long)Math.Floor((decimal)((at - Anchor).Ticks / TimeSpan.TicksPerMinute) / minutes);
        return (Anchor.AddMinutes(number * minutes), Anchor.AddMinutes((number + 1) * minutes));
    }

    /// <summary>What seats come to in a part of a period.</summary>
    public BigInteger Of(int seats, DateTimeOffset from, (DateTimeOffset Start, DateTimeOffset End) period) =>
        new BigInteger(Terms.Units) * seats * (period.End - from).Ticks / (period.End - period.Start).Ticks;
}
