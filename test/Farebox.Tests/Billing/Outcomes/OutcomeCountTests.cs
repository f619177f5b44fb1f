using Farebox.Billing.Outcomes;
using Farebox.Time;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Billing.Outcomes;

public sealed class OutcomeCountTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly OutcomeTerms Quiet = new() { QuietPeriod = TimeSpan.FromHours(24) };

    private static readonly Arbitrary<OutcomeSignal[]> Histories = Arb.From(
        Gen.Elements("a", "b", "c").SelectMany(name => Gen.Choose(0, 1400).SelectMany(hours => Gen.Choose(0, 3)
            .Select(kind => new OutcomeSignal(name, Start.AddHours(hours), (OutcomeSignalKind)kind)))).ListOf().Select(signals => signals.ToArray()));

    [Fact]
    public void A_conversation_is_billed_once_however_often_it_is_confirmed() =>
        Assert.Equal(1, Sum(new(), Of("a", 1, OutcomeSignalKind.Confirmed), Of("a", 2, OutcomeSignalKind.Confirmed), Of("a", 3, OutcomeSignalKind.Confirmed)));

    [Fact]
    public void Quiet_confirms_and_begins_anew_with_every_word()
    {
        var line = Assert.Single(Lines(Quiet, Of("a", 0, OutcomeSignalKind.Claimed), Of("a", 20, OutcomeSignalKind.Activity)));

        Assert.Equal((Start.AddHours(44), "assumed"), (line.At, line.Reason));
        Assert.Empty(Lines(new(), Of("a", 0, OutcomeSignalKind.Claimed)));
    }

    [Fact]
    public void What_is_reversed_in_a_later_period_is_a_line_of_that_period()
    {
        var lines = Lines(new(), Of("a", 1, OutcomeSignalKind.Confirmed), Of("a", 24 * 40, OutcomeSignalKind.Reversed));

        Assert.Equal([(1, 1), (-1, 2)], lines.Select(line => (line.Change, line.At.Month)));
        Assert.Equal(lines[0].At, lines[1].Of);
    }

    [Fact]
    public void What_was_doubted_before_it_was_billed_is_not_billed() =>
        Assert.Empty(Lines(Quiet, Of("a", 0, OutcomeSignalKind.Claimed), Of("a", 5, OutcomeSignalKind.Reversed)));

    [Fact]
    public void Above_the_cap_nothing_is_billed_and_nothing_of_it_is_given_back()
    {
        var capped = new OutcomeTerms { Cap = 1 };

        Assert.Equal(1, Sum(capped, Of("a", 1, OutcomeSignalKind.Confirmed), Of("b", 2, OutcomeSignalKind.Confirmed), Of("b", 3, OutcomeSignalKind.Reversed)));
        Assert.Equal(2, Sum(capped, Of("a", 1, OutcomeSignalKind.Confirmed), Of("b", 24 * 40, OutcomeSignalKind.Confirmed)));
    }

    [Fact]
    public void A_conversation_over_the_end_of_a_period_may_be_billed_in_both()
    {
        OutcomeSignal[] signals = [Of("a", 1, OutcomeSignalKind.Confirmed), Of("a", 24 * 40, OutcomeSignalKind.Confirmed)];

        Assert.Equal((1, 2), (Sum(new(), signals), Sum(new() { Once = OutcomeOnce.InPeriod }, signals)));
    }

    [Fact]
    public void No_conversation_is_ever_billed_twice_or_given_back_more_than_it_was_billed() => Prop.ForAll(Histories, signals =>
        Lines(Quiet, signals).GroupBy(line => line.Conversation).All(lines =>
        {
            var standing = 0;
            return lines.All(line => (standing += line.Change) is 0 or 1);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_known_later_changes_nothing_that_was_billed_before() => Prop.ForAll(Histories, signals =>
    {
        var asOf = Start.AddHours(700);
        return Count(Quiet, signals, asOf).SequenceEqual(Lines(Quiet, signals).Where(line => line.At <= asOf));
    }).QuickCheckThrowOnFailure();

    private static OutcomeSignal Of(string conversation, int hours, OutcomeSignalKind kind) => new(conversation, Start.AddHours(hours), kind);

    private static int Sum(OutcomeTerms terms, params OutcomeSignal[] signals) => Lines(terms, signals).Sum(line => line.Change);

    private static OutcomeLine[] Lines(OutcomeTerms terms, params OutcomeSignal[] signals) => Count(terms, signals, Start.AddYears(1));

    private static OutcomeLine[] Count(OutcomeTerms terms, OutcomeSignal[] signals, DateTimeOffset asOf) =>
        [.. new OutcomeCount(terms).Billed(signals, asOf, BillingCycle.Monthly.PeriodOf)];
}
