using Farebox.Files.Conformance;
using Farebox.Files.Conformance.Programs;

namespace Farebox.Tests.Conformance;

/// <summary>Cases that are programs on an account.</summary>
public sealed class LedgerCaseTests
{
    private const string Ten = "{grant: {id: g, amount: 10}}";

    [Theory]
    [InlineData("{balance: 6, spent: 4, debt: 0}", ConformanceVerdict.Passed)]
    [InlineData("{balance: 7}", ConformanceVerdict.Failed)]
    [InlineData("{balances: {g: 6}}", ConformanceVerdict.Passed)]
    [InlineData("{balances: {h: 6}}", ConformanceVerdict.Failed)]
    [InlineData("{moves: [\"issued/purchased to wallet/g: 10\", \"wallet/g to spent/use: 4\"]}", ConformanceVerdict.Passed)]
    [InlineData("{moves: [\"issued/purchased to wallet/g: 10\"]}", ConformanceVerdict.Failed)]
    public void What_the_account_says_is_compared(string expected, ConformanceVerdict verdict) =>
        Assert.Equal(verdict, CaseSample.Run("{ledger: {}}", $"{{steps: [{Ten}, {{use: 4}}]}}", expected).Verdict);

    [Fact]
    public void A_difference_after_a_step_says_which_step() => Assert.Equal(
        ["answers.first.draws[1].amount: expected 5, and this came out: 4"],
        CaseSample.Run("{ledger: {}}", $"{{steps: [{Ten}, {{as: first, use: 4}}, {{use: 1}}]}}", "{answers: {first: {draws: [{grant: g, amount: 5}], balance: 6}}}").Differences.ToArray());

    [Theory]
    [InlineData("{use: 11}", "debt", "recorded", "-1")]
    [InlineData("{use: 11}", "reject", "insufficient_credit", "10")]
    [InlineData("{hold: {id: h, amount: 11}}", "debt", "insufficient_credit", "10")]
    [InlineData("{hold: {id: h, amount: 5, ttl_seconds: 86400}}", "debt", "recorded", "5")]
    [InlineData("{hold: {id: h, amount: 5, ttl_seconds: 86401}}", "debt", "invalid_ttl", "10")]
    [InlineData("{use: -1}", "debt", "quantity_negative", "10")]
    [InlineData("{use: {quantity: 1, meter: other}}", "debt", "meter_unknown", "10")]
    [InlineData("{use: {quantity: 1, member: nobody}}", "debt", "recorded", "9")]
    [InlineData("{release: h}", "debt", "hold_unknown", "10")]
    [InlineData("{grant: {id: g, amount: 10}}", "debt", "repeated", "10")]
    [InlineData("{grant: {id: g, amount: 11}}", "debt", "id_conflict", "10")]
    public void A_step_is_recorded_or_refused_by_its_code(string step, string shortfall, string outcome, string balance)
    {
        var result = CaseSample.Run($"{{ledger: {{shortfall: {shortfall}}}}}", $"{{steps: [{Ten}, {step}]}}", "{balance: 0}");

        Assert.Equal((outcome, balance), ($"{result.Actual["outcome"]}", $"{result.Actual["balance"]}"));
    }

    [Theory]
    [InlineData("lago", "insufficient_credit")]
    [InlineData("openmeter", "recorded")]
    public void What_a_case_does_not_say_is_as_the_preset_has_it(string preset, string outcome)
    {
        var folder = CaseSample.Read($"source: acme\ntopic: any\npreset: {preset}\ncases:\n  one:\n    setup: {{ledger: {{}}}}\n    inputs: {{steps: [{{use: 1}}]}}\n    expected: {{outcome: {outcome}}}\n");

        Assert.Empty(folder.Findings);
        Assert.True(ConformanceReport.Of(folder).IsGood);
    }

    [Theory]
    [InlineData("flexprice", "0")]
    [InlineData("openmeter", "-1")]
    public void The_preset_says_whether_credit_pays_at_the_instant_it_expires(string preset, string balance)
    {
        const string Steps = "[{grant: {id: g, amount: 1, expires_at: 2026-01-02T00:00:00Z}}, {at: 2026-01-02T00:00:00Z, use: 1}]";
        var folder = CaseSample.Read($"source: acme\ntopic: any\npreset: {preset}\ncases:\n  one:\n    setup: {{ledger: {{shortfall: debt}}}}\n    inputs: {{steps: {Steps}}}\n    expected: {{balance: {balance}}}\n");

        Assert.Empty(folder.Findings);
        Assert.True(ConformanceReport.Of(folder).IsGood);
    }

    [Theory]
    [InlineData("[{at: 2026-01-02T00:00:00Z}, {at: 2026-01-01T00:00:00Z}]", "time does not go back")]
    [InlineData("[{at: 2025-12-31T00:00:00Z}]", "time does not go back")]
    [InlineData("[{use: 1, release: h}]", "a step does one thing")]
    [InlineData("[{}]", "this has nothing in it")]
    [InlineData("[{grant: {id: g, amount: 0.0000001}}]", "is no amount of credit")]
    [InlineData("[{grant: {id: g, amount: 1, rollover: {}}}]", "what never expires does not roll over")]
    [InlineData("[{grant: {id: g, amount: 1, cost_basis: {amount: 1, asset: token}}}]", "a cost basis is in a currency")]
    [InlineData("[{move: {grant: g, id: h, reason: loan, expires_at: 2026-02-01T00:00:00Z}}]", "only an extension has another expiry")]
    [InlineData("[{schedule: {id: s, amount: 1, every: {unit: month}, release_every: {unit: day}}}]", "divides every into two parts")]
    [InlineData("[{hold: {id: h}}]", "one of the keys amount or quantity is missing")]
    public void A_mistake_in_a_step_is_found_before_anything_is_computed(string steps, string says) =>
        Assert.Contains(says, Assert.Single(CaseSample.Case("{ledger: {}}", $"{{steps: {steps}}}", "{balance: 0}").Findings).Text, StringComparison.Ordinal);

    [Fact]
    public void A_price_that_is_known_at_the_end_of_the_period_only_cannot_be_paid_as_use_comes() => Assert.Contains(
        "cannot be priced as events come",
        Assert.Single(CaseSample.Case("{ledger: {cards: [{asset: credit, prices: {use: {model: volume, tiers: [{up_to: unlimited, unit_price: 1}]}}}]}}", "{steps: [{use: 1}]}", "{balance: 0}").Findings).Text,
        StringComparison.Ordinal);

    [Fact]
    public void A_step_without_a_time_is_a_minute_later() =>
        Assert.Equal(ConformanceVerdict.Passed, CaseSample.Run(
            "{ledger: {}}", "{steps: [{grant: {id: g, amount: 5, expires_at: 2026-01-01T00:02:00Z}}, {as: before, use: 1}, {as: after, use: 1}]}", "{answers: {before: {debt: 0}, after: {debt: 1}}}").Verdict);

    [Fact]
    public void Every_published_program_conserves_every_grant_after_every_step()
    {
        ProgramQuestion[] programs = [.. Published.Cases.Cases.Select(item => item.Question).OfType<ProgramQuestion>()];

        Assert.InRange(programs.Length, 90, int.MaxValue);
        Assert.All(programs, program => Assert.Empty(Leaks(program)));
    }

    private static IEnumerable<string> Leaks(ProgramQuestion program)
    {
        var book = new ProgramBook(program.Setup);
        foreach (var step in program.Steps)
        {
            book.Advance(step.At);
            if (step is { Command: { } command, Refusal: null }) book.Do(command, out _);
            foreach (var grant in book.Book.Grants.Values)
            {
                var (came, went) = (grant.Granted + grant.MovedIn, grant.Wallet.Balance + grant.Held.Balance + grant.Spent + grant.Expired + grant.Revoked + grant.MovedOut);
                if (came != went) yield return $"{grant.Terms.Id} at {step.At:O}: {came} came and {went} is accounted for";
            }
        }
    }
}
