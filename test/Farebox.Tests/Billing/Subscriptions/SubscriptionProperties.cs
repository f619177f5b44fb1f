using System.Collections.Immutable;
using Farebox.Billing;
using Farebox.Billing.Subscriptions;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Time;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Billing.Subscriptions;

/// <summary>No order of upgrades, seat changes, pauses and ends bills a second twice or never.</summary>
public sealed class SubscriptionProperties
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);
    private static readonly LineRounding Cents = new(new("USD", 9, AssetKind.Currency), null, MidpointRounding.AwayFromZero);
    private static readonly DateTimeOffset Last = Start.AddHours(24 * 100);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    // Hours after the start, what is done, and with how much of it.
    private static readonly Arbitrary<(int Hours, int Kind, int Amount)[]> Histories = Arb.From(
        Gen.Choose(0, 24 * 100).SelectMany(hours => Gen.Choose(0, 7).SelectMany(kind => Gen.Choose(0, 9).Select(amount => (hours, kind, amount))))
            .ListOf().Select(steps => steps.Take(8).ToArray()));

    private static readonly ProrationTerms[] Terms =
    [
        ProrationTerms.BySecond,
        new() { Measure = ProrationMeasure.Day },
        new() { Measure = ProrationMeasure.Day, IsEndDayBilled = true, IsChangeDayNew = false },
        new() { Measure = ProrationMeasure.StartedDay },
    ];

    [Fact]
    public void Every_second_is_billed_once_at_what_was_served() => Prop.ForAll(Histories, steps =>
    {
        var (subscription, billed) = Run(steps, ProrationTerms.BySecond, Cents);
        return Enumerable.Range(0, 99).Select(day => Start.AddDays(day).AddMinutes(17)).All(at => Served(subscription, at) == ChargedFor(billed, at));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_stands_billed_is_what_was_charged_less_what_was_credited() => Prop.ForAll(Histories, steps =>
        Terms.All(terms =>
        {
            var (_, billed) = Run(steps, terms, Cents);
            return billed.Statements.Sum(statement => statement.Lines.Sum(line => line.Amount)) == billed.Standing.Sum(piece => piece.Amount);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void A_statement_that_is_made_again_has_nothing_on_it() => Prop.ForAll(Histories, steps =>
        Terms.All(terms =>
        {
            var (subscription, billed) = Run(steps, terms, Cents);
            return FeeStatement.Of(subscription, billed.Standing, Last, Cents).Lines.IsEmpty;
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void When_it_is_billed_does_not_change_what_stands_billed() => Prop.ForAll(Histories, steps =>
        Terms.All(terms =>
        {
            var (subscription, billed) = Run(steps, terms, Cents);
            var atOnce = FeeStatement.Of(subscription, [], Last, Cents);
            return Pieces(atOnce.Standing).SequenceEqual(Pieces(billed.Standing));
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void Where_nothing_is_given_back_no_credit_is_made_and_nothing_is_charged_twice() => Prop.ForAll(Histories, steps =>
    {
        var (_, billed) = Run(steps, new() { Unused = UnusedFee.Kept }, Cents);
        var pieces = billed.Standing.Select(standing => standing.Piece).ToArray();
        return !pieces.Any(piece => pieces.Any(other => other != piece && other.Item == piece.Item && other.Cycle == piece.Cycle && other.From < piece.Until && piece.From < other.Until));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_second_that_is_billed_twice_would_be_seen()
    {
        var subscription = New(ProrationTerms.BySecond);
        var once = FeeStatement.Of(subscription, [], Start, Cents);
        var twice = new Billed([once, once], once.Standing);

        Assert.NotEqual(Served(subscription, Start.AddDays(3)), ChargedFor(twice, Start.AddDays(3)));
        Assert.Equal(Served(subscription, Start.AddDays(3)), ChargedFor(new([once], once.Standing), Start.AddDays(3)));
    }

    private static (Subscription Subscription, Billed Billed) Run((int Hours, int Kind, int Amount)[] steps, ProrationTerms terms, LineRounding rounding)
    {
        var (subscription, standing, statements) = (New(terms), ImmutableArray<BilledPiece>.Empty, new List<FeeStatement>());
        foreach (var (hours, kind, amount) in steps.OrderBy(step => step.Hours).Append((24 * 100, 8, 0)))
        {
            var at = Start.AddHours(hours);
            if (Change(subscription, kind, at, amount) is { } change) subscription = subscription.With(change);
            var statement = FeeStatement.Of(subscription, standing, at, rounding);
            statements.Add(statement);
            standing = statement.Standing;
        }

        return (subscription, new(statements, standing));
    }

    private static Subscription New(ProrationTerms terms) =>
        new(CycleAnchor.Anniversary(new(CadenceUnit.Month, 1), Start, Berlin), Start, [new("plan", new FlatCharge(99m)), new("seats", new PerUnitCharge(7m), 3m)], terms);

    private static SubscriptionChange? Change(Subscription subscription, int kind, DateTimeOffset at, int amount) => kind switch
    {
        0 => new ItemsSet(at, [new("plan", new FlatCharge(10m * amount))]),
        1 => new ItemsSet(subscription.EffectiveAt(at, ChangeTiming.CycleEnd), [new("plan", new FlatCharge(10m * amount))]),
        2 => new QuantitySet(at, "seats", amount),
        3 => new ItemRemoved(at, "seats"),
        4 => new ItemsSet(at, [new("seats", new PerUnitCharge(7m), amount)]),
        5 => new Paused(at),
        6 => new Resumed(at),
        7 => amount < 2 ? new Canceled(at) : null,
        _ => null,
    };

    // What a second of the time costs, by the price of the cycle and the number of items.
    private static decimal Served(Subscription subscription, DateTimeOffset at) =>
        subscription.ServedBefore(at.AddTicks(1)).Where(stretch => stretch.Period.Span.Contains(at)).SelectMany(stretch => stretch.Items).Sum(item => item.CostOf(at));

    private static decimal ChargedFor(Billed billed, DateTimeOffset at) => billed.Statements.SelectMany(statement => statement.Lines)
        .Where(line => line.Piece.Cycle.Contains(at) && line.Piece.From <= Mark(line, at) && Mark(line, at) < line.Piece.Until)
        .Sum(line => line.IsCredit ? -line.Piece.Full : line.Piece.Full);

    private static long Mark(FeeLine line, DateTimeOffset at) => (at - line.Piece.Cycle.Start).Ticks / TimeSpan.TicksPerSecond;

    // Pieces that touch and cost the same are one, in however many steps they came to be billed.
    private static List<FeePiece> Pieces(ImmutableArray<BilledPiece> standing)
    {
        var merged = new List<FeePiece>();
        foreach (var piece in standing.Select(billed => billed.Piece).OrderBy(piece => piece.Cycle.Start).ThenBy(piece => piece.Item, StringComparer.Ordinal).ThenBy(piece => piece.From))
        {
            if (merged.Count > 0 && merged[^1] == piece with { From = merged[^1].From, Until = merged[^1].Until } && merged[^1].Until == piece.From) merged[^1] = merged[^1] with { Until = piece.Until };
            else merged.Add(piece);
        }

        return merged;
    }

    private sealed record Billed(IReadOnlyList<FeeStatement> Statements, ImmutableArray<BilledPiece> Standing);
}
