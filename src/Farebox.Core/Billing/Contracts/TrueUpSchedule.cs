using System.Collections.Immutable;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Billing.Contracts;

/// <summary>When a commitment is settled: what is missing at the end of each quarter, each year or any other span is due then.</summary>
/// <param name="Commitment">Its terms; the amount is the ramp's.</param>
/// <param name="Amounts">What is committed in the period that begins at an instant.</param>
/// <param name="Cadence">The periods.</param>
/// <param name="Start">Where the first one begins.</param>
/// <param name="End">The first instant that is not committed.</param>
public sealed record TrueUpSchedule(Commitment Commitment, Ramp Amounts, Cadence Cadence, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>What became of every period that is over by an instant, in order.</summary>
    /// <param name="spend">What counts toward it, each at its instant; in any order.</param>
    /// <param name="through">Periods that end later are not settled yet.</param>
    /// <exception cref="OverflowException">A sum does not fit.</exception>
    public ImmutableArray<SettledPeriod> Settle(IEnumerable<(DateTimeOffset At, decimal Amount)> spend, DateTimeOffset through)
    {
        ArgumentNullException.ThrowIfNull(spend);
        var counted = spend.ToArray();
        var settled = ImmutableArray.CreateBuilder<SettledPeriod>();
        var next = new CommitmentBalance(Commitment);
        for (var from = Start; from < End;)
        {
            var until = Cadence.PeriodAt(from).End;
            var period = new Period(from, until < End ? until : End);
            if (period.End > through) break;

            var own = counted.Where(item => period.Contains(item.At)).Aggregate(0m, (sum, item) => Exact.Add(sum, item.Amount));
            var balance = next with { Commitment = Commitment with { Amount = Amounts.At(from) } };
            balance = balance with { Used = Exact.Add(balance.Used, NotCarriedIn(own, balance.CarriedIn)) };
            settled.Add(new(period, balance, own));
            next = balance.Next();
            from = period.End;
        }

        return settled.ToImmutable();
    }

    // What was paid for before and is used now counts toward nothing: it is not paid again, and fills no new commitment.
    private static decimal NotCarriedIn(decimal own, decimal carriedIn) => Math.Max(0m, Exact.Subtract(own, carriedIn));
}

/// <summary>A period of a commitment that is over.</summary>
/// <param name="Period">From its first instant to the first after it.</param>
/// <param name="Balance">How far the commitment came.</param>
/// <param name="Spend">What was used in it, also what paid for nothing new.</param>
public readonly record struct SettledPeriod(Period Period, CommitmentBalance Balance, decimal Spend)
{
    /// <summary>What is due for it.</summary>
    public decimal TrueUp => Balance.Shortfall;
}
