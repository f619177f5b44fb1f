using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Billing.Subscriptions;

/// <summary>Brings what is billed for one item in one cycle from what stands to what is wanted.</summary>
internal sealed class FeeSettlement
{
    private readonly Subscription _subscription;
    private readonly LineRounding _rounding;

    public FeeSettlement(Subscription subscription, LineRounding rounding, FeePiece[] wanted, BilledPiece[] standing)
    {
        (_subscription, _rounding) = (subscription, rounding);
        long[] marks = [.. wanted.Concat(standing.Select(billed => billed.Piece)).SelectMany(piece => (long[])[piece.From, piece.Until]).Distinct().Order()];
        var (kept, charged) = (new Runs(), new Runs());
        foreach (var (from, until) in marks.Zip(marks.Skip(1)))
        {
            var have = Array.FindIndex(standing, billed => billed.Piece.Covers(from));
            var want = Array.FindIndex(wanted, piece => piece.Covers(from));
            var stays = have >= 0 && ((want >= 0 && wanted[want].IsSameAs(standing[have].Piece)) || Stays(standing[have].Piece, want < 0 ? 0m : wanted[want].Full));
            if (stays) kept.Add(have, from, until);
            else if (want >= 0) charged.Add(want, from, until);
        }

        for (var i = 0; i < standing.Length; i++) Credit(standing[i], [.. kept.Of(i)]);
        foreach (var (index, from, until) in charged.All) Charge(wanted[index] with { From = from, Until = until });
    }

    public List<FeeLine> Lines { get; } = [];

    public List<BilledPiece> Standing { get; } = [];

    // Less than stands is not billed anew where what is unused stays billed; what is more replaces it.
    private bool Stays(in FeePiece have, decimal wanted) =>
        wanted <= have.Full && (_subscription.Proration.Unused == UnusedFee.Kept || _subscription.IsForfeit(have.Cycle));

    private void Charge(FeePiece piece)
    {
        var amount = AmountOf(piece);
        Lines.Add(new(piece, IsCredit: false, ToAccount: false, amount));
        Standing.Add(new(piece, amount));
    }

    // What is kept is priced anew and the rest is credited, so that a piece never gives back more than it cost, in however many parts.
    private void Credit(BilledPiece billed, (long From, long Until)[] kept)
    {
        var piece = billed.Piece;
        var rest = kept is [var one] && one == (piece.From, piece.Until) ? [billed] : kept.Select(run => Part(billed, run.From, run.Until)).ToArray();
        Standing.AddRange(rest);
        var credit = Exact.Subtract(billed.Amount, rest.Aggregate(0m, (sum, part) => Exact.Add(sum, part.Amount)));
        if (rest is [var same] && same.Piece == piece) return;

        (long From, long Until)[] gone = [.. Between(piece, kept)];
        var shares = LargestRemainder.Split(credit, [.. gone.Select(run => (decimal)(run.Until - run.From))], _rounding.Decimals);
        foreach (var (run, share) in gone.Zip(shares))
            Lines.Add(new(piece with { From = run.From, Until = run.Until }, IsCredit: true, _subscription.Proration.Unused == UnusedFee.AccountCredit, -share));
    }

    private static IEnumerable<(long From, long Until)> Between(FeePiece piece, (long From, long Until)[] kept)
    {
        var from = piece.From;
        foreach (var run in kept.Append((From: piece.Until, Until: piece.Until)))
        {
            if (run.From > from) yield return (from, run.From);
            from = run.Until;
        }
    }

    private BilledPiece Part(BilledPiece billed, long from, long until)
    {
        var part = billed.Piece with { From = from, Until = until };
        var amount = billed.IsDiscounted ? _rounding.RoundPart(billed.Amount, part.Share.Part, billed.Piece.Share.Part) : AmountOf(part);
        return billed with { Piece = part, Amount = amount };
    }

    private decimal AmountOf(FeePiece piece) => _subscription.Proration.RatioDecimals is { } places
        ? _rounding.Round(Exact.Multiply(piece.Full, piece.Share.Ratio(places)))
        : _rounding.RoundPart(piece.Full, piece.Share.Part, piece.Share.Whole);

    /// <summary>Stretches of marks by an index; those that touch are one.</summary>
    private sealed class Runs
    {
        private readonly List<(int Index, long From, long Until)> _runs = [];

        public IEnumerable<(int Index, long From, long Until)> All => _runs;

        public IEnumerable<(long From, long Until)> Of(int index) => _runs.Where(run => run.Index == index).Select(run => (run.From, run.Until));

        public void Add(int index, long from, long until)
        {
            if (_runs.Count > 0 && _runs[^1] is var last && last.Index == index && last.Until == from) _runs[^1] = last with { Until = until };
            else _runs.Add((index, from, until));
        }
    }
}
