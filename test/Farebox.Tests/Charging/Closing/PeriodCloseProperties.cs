using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Charging.Closing;

/// <summary>After a close, the order in which use arrived, what arrived twice and what arrived late have changed nothing.</summary>
public sealed class PeriodCloseProperties
{
    private static readonly DateTimeOffset July = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string?[] Models = [null, "small", "large"];

    public static TheoryData<DebitRounding> Roundings => [DebitRounding.Event, DebitRounding.Cumulative];

    [Theory]
    [MemberData(nameof(Roundings))]
    public void Any_arrival_comes_to_what_the_order_of_use_comes_to(DebitRounding rounding) => Hold(history => Same(history, rounding, withCloses: true));

    [Theory]
    [MemberData(nameof(Roundings))]
    public void Without_a_close_it_would_not(DebitRounding rounding) => Break(history => Same(history, rounding, withCloses: false));

    [Fact]
    public void Grants_are_conserved_and_accounts_sum_to_zero_whatever_is_adjusted() => Hold(history =>
    {
        var till = Played(history, DebitRounding.Event, withCloses: true);
        return till.Book.Accounts.Sum(account => account.Balance) == 0
            && till.Book.Grants.Values.All(grant => grant.Terms.Units == grant.Wallet.Balance + grant.Held.Balance + grant.Spent + grant.Expired)
            && till.Book.Grants.Values.Sum(grant => grant.Spent) - till.Balance("debt/credit") == till.Balance("spent/llm")
            && till.Book.RollUp.Lines.Sum(line => (long)line.Value.Units) == till.Balance("spent/llm")
            && till.Book.Root.UsedOf(Till.Credit) == till.Balance("spent/llm");
    });

    [Fact]
    public void Something_is_given_back_now_and_then() =>
        Break(history => !Played(history, DebitRounding.Event, withCloses: true).Entries.Any(entry => entry.Body is AdjustmentPosted { Returns.Count: > 0 }));

    private static bool Same(History history, DebitRounding rounding, bool withCloses)
    {
        var inOrder = new Till(Prices(rounding));
        foreach (var use in history.Uses.OrderBy(use => use.Minute).ThenBy(use => use.Number)) inOrder.Do(Of(use));
        return Totals(inOrder).SequenceEqual(Totals(Played(history, rounding, withCloses)));
    }

    /// <summary>Some arrive in their month, some after its close, all in any order and some twice.</summary>
    private static Till Played(History history, DebitRounding rounding, bool withCloses)
    {
        var till = new Till(Prices(rounding));
        till.Grant("a", 40, terms => terms with { ExpiresAt = July.AddDays(20) });
        till.Grant("b", 150, terms => terms with { Priority = 1 });
        foreach (var (close, stage) in new[] { "2026-07", "2026-08", "2026-09" }.Select((close, stage) => (close, stage)))
        {
            till.Now = July.AddMonths(stage + 1).AddDays(-1);
            foreach (var use in history.Uses.Where(use => Math.Max(use.Stage, use.Minute / MinutesOfMonth) == stage).OrderBy(use => use.Arrival))
            {
                var command = Of(use);
                for (var time = 0; time < use.Times; time++)
                {
                    if (!till.Entries.Exists(entry => entry.Key16 == command.Key16)) till.Do(command);
                }
            }

            till.Now = July.AddMonths(stage + 1);
            if (withCloses) till.Close(close);
        }

        return till;
    }

    private const int MinutesOfMonth = 44_640;

    private static IEnumerable<KeyValuePair<string, long>> Totals(Till till) => till.Charged().Where(total => total.Value != 0).OrderBy(total => total.Key, StringComparer.Ordinal);

    private static RecordUsage Of(UseOf use)
    {
        var model = Models[use.Model] is { } name ? $"\"model\":\"{name}\"," : "";
        var usage = Metering.Events.Good($$$"""
            {"specversion":"1.0","id":"e-{{{use.Number}}}","source":"gateway","type":"llm","subject":"acme","time":"{{{July.AddMinutes(use.Minute):O}}}","data":{{{{model}}}"tokens":{{{use.Tokens}}}}}
            """.Trim());
        return new(Till.Tenant, "acme", usage);
    }

    /// <summary>Prices change in the middle of July, and one model has rows of its own.</summary>
    private static Catalog Prices(DebitRounding rounding) => Tariff.Of(
        [
            Tariff.Version(1, July.AddYears(-1), Tariff.Row(Tariff.Graduated((10m, 1.3m), (40m, 0.7m), (null, 2.1m)), rounding: rounding), Tariff.Row(Tariff.Graduated((5m, 0.4m), (null, 1.9m)), model: "large", rounding: rounding)),
            Tariff.Version(2, July.AddDays(14), Tariff.Row(Tariff.Graduated((20m, 2.2m), (null, 0.3m)), rounding: rounding), Tariff.Row(Tariff.Graduated((15m, 3.1m), (null, 0.6m)), model: "large", rounding: rounding)),
        ]);

    private static Arbitrary<History> Histories => Arb.From(
        Gen.ListOf(
            from tokens in Gen.Choose(0, 30)
            from minute in Gen.Choose(0, (2 * MinutesOfMonth) - 1)
            from model in Gen.Choose(0, 2)
            from stage in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 2)))
            from arrival in Gen.Choose(0, 1000)
            from times in Gen.Choose(1, 2)
            select new UseOf(0, tokens, minute, model, stage, arrival, times)).Select(uses => new History([.. uses.Take(30).Select((use, number) => use with { Number = number })])));

    private static void Hold(Func<History, bool> law) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(Histories, law));

    private static void Break(Func<History, bool> law) =>
        Assert.Contains(
            "Falsifiable",
            Assert.ThrowsAny<Exception>(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Histories, law))).Message,
            StringComparison.Ordinal);

    /// <param name="Stage">In which of three months it arrives, not before it happened.</param>
    private sealed record UseOf(int Number, int Tokens, int Minute, int Model, int Stage, int Arrival, int Times);

    private sealed record History(IReadOnlyList<UseOf> Uses);
}
