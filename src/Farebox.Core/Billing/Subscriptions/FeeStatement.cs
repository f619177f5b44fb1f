using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Billing.Subscriptions;

/// <summary>What a subscription is charged and credited at an instant, and what stands billed after it.</summary>
/// <remarks>
/// The one rule: what should be billed is compared with what stands billed, mark by mark of each cycle, and the difference is charged or
/// credited. So whatever changes in whatever order, every second is billed once, and a statement made twice has nothing on it the second time.
/// </remarks>
public sealed record FeeStatement
{
    /// <summary>By cycle and item, in each the credits first.</summary>
    public required ImmutableArray<FeeLine> Lines { get; init; }

    /// <summary>What stands billed now: all there is to know for the next statement.</summary>
    public required ImmutableArray<BilledPiece> Standing { get; init; }

    /// <summary>What is due on the invoice; below zero where it is credited more than charged.</summary>
    public decimal Due => Lines.Aggregate(0m, (sum, line) => Exact.Add(sum, line.Due));

    /// <param name="standing">What stood billed after the statement before; none at first.</param>
    /// <param name="at">When; ahead it bills the cycle that this is in, behind what is over by then.</param>
    /// <exception cref="OverflowException">An amount does not fit.</exception>
    public static FeeStatement Of(Subscription subscription, ImmutableArray<BilledPiece> standing, DateTimeOffset at, LineRounding rounding)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        ArgumentNullException.ThrowIfNull(rounding);
        var wanted = FeePieces.WantedAt(subscription, at);
        var lines = ImmutableArray.CreateBuilder<FeeLine>();
        var left = ImmutableArray.CreateBuilder<BilledPiece>();
        var order = wanted.Select(piece => piece.Item).Concat(standing.Select(billed => billed.Piece.Item)).Distinct(StringComparer.Ordinal).ToArray();
        var keys = wanted.Select(piece => (piece.Cycle, piece.Item)).Concat(standing.Select(billed => (billed.Piece.Cycle, billed.Piece.Item))).Distinct()
            .OrderBy(key => key.Cycle.Start).ThenBy(key => Array.IndexOf(order, key.Item)).ThenBy(key => key.Cycle.End);
        foreach (var (cycle, item) in keys)
        {
            var settlement = new FeeSettlement(
                subscription, rounding, [.. wanted.Where(piece => piece.Cycle == cycle && piece.Item == item)], [.. standing.Where(billed => billed.Piece.Cycle == cycle && billed.Piece.Item == item)]);
            lines.AddRange(settlement.Lines);
            left.AddRange(settlement.Standing);
        }

        return new() { Lines = lines.ToImmutable(), Standing = left.ToImmutable() };
    }
}
