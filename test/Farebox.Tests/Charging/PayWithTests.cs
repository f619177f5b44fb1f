using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using Farebox.Tests.Ledger.Model;
using Farebox.Tests.Metering;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Charging;

public sealed class PayWithTests
{
    private static readonly Asset Allowance = new("allowance", 6, AssetKind.Unit);

    [Fact]
    public void What_an_asset_cannot_pay_for_is_priced_on_the_next_card_and_the_last_one_owes_the_rest()
    {
        var till = Selling(allowance: 10, credits: 7);

        var entry = Use(till, 20);

        // Half a credit would round up to one too many: 3.75 tokens cost 7.5.
        Assert.Equal(["allowance 10 = 10", "credit 3.749999 = 7", "USD 6.250001 = 3.1250005"], Charges(entry));
        Assert.Equal(["wallet/a→spent/llm 10000000", "wallet/c→spent/llm 7", "debt/USD→spent/llm 3125000500"], Moves.Of(entry));
        Assert.Equal(UsageMarks.Debt, entry.Usage().Marks);
    }

    [Fact]
    public void An_asset_of_which_nothing_is_there_pays_for_nothing_that_has_a_price()
    {
        var till = Selling(allowance: 0, credits: 0);

        Assert.Equal(["USD 3 = 1.5"], Charges(Use(till, 3)));
    }

    [Fact]
    public void What_the_first_asset_can_pay_for_alone_is_charged_as_on_one_card()
    {
        var entry = Use(Selling(allowance: 20, credits: 7), 20);

        Assert.Equal(["allowance 20 = 20"], Charges(entry));
    }

    [Fact]
    public void What_is_left_and_buys_nothing_more_stays()
    {
        var till = Selling(allowance: 0, credits: 7, credit: new PackageCharge(5m, 10m));

        Assert.Equal(["credit 10 = 5", "USD 5 = 2.5"], Charges(Use(till, 15)));
        Assert.Equal(2, till.Balance("wallet/c"));
        Assert.Equal(["USD 5 = 2.5"], Charges(Use(till, 5)));
    }

    [Fact]
    public void Every_card_counts_what_it_has_priced_itself()
    {
        var till = Selling(allowance: 8, credits: 1000, credit: Tariff.Tiers);

        Assert.Equal(["allowance 8 = 8", "credit 12 = 11"], Charges(Use(till, 20)));
        Assert.Equal(["credit 10 = 5"], Charges(Use(till, 10)));
        Assert.Equal(22m, Assert.Single(till.Book.Counters).Value.Quantity);
    }

    [Fact]
    public void Components_are_paid_for_in_the_order_of_the_meter()
    {
        var till = Selling(allowance: 5, credits: 0);

        var entry = Use(till, 3, output: 4);

        Assert.Equal(["allowance 5 = 5", "USD 2 = 1"], Charges(entry));
        Assert.Equal(["input 3 output 2", "output 2"], entry.Usage().Charges.Select(Lines));
    }

    [Fact]
    public void A_card_without_a_price_is_passed_over_and_the_last_one_must_have_it()
    {
        var till = Selling(allowance: 100, credits: 100, priced: ["credit", "USD"]);
        Assert.Equal(["credit 4 = 8"], Charges(Use(till, 4)));

        var unpriced = Selling(allowance: 1, credits: 0, priced: ["allowance", "credit"]);
        Assert.Equal((EntryStatus.Unrated, "price_missing"), (Use(unpriced, 4).Status, unpriced.Entries[^1].Usage().Code));
        Assert.Equal(1_000_000, unpriced.Book.WalletOf(Allowance).Live[0].Wallet.Balance);
    }

    [Fact]
    public void A_meter_that_rejects_refuses_the_event_whole_when_the_last_asset_is_short()
    {
        var till = Selling(allowance: 10, credits: 7);

        var entry = Use(till, 20, type: "strict");

        Assert.Equal((EntryStatus.Refused, "insufficient_credit"), (entry.Status, entry.Usage().Code));
        Assert.Empty(entry.Transfers);
        Assert.Equal(["allowance 10 = 10"], Charges(Use(till, 10, type: "strict")));
    }

    [Fact]
    public void A_hold_is_of_the_first_asset_that_can_hold_all_of_it_and_the_event_takes_it_when_its_turn_comes()
    {
        var till = Selling(allowance: 3, credits: 20);

        Assert.Equal(("credit", 10), Held(till, "h", 5));
        Assert.Equal(["allowance 3 = 3", "credit 2 = 4"], Charges(Use(till, 5, hold: "h")));
        Assert.Equal(LateCapture.None, till.Entries[^1].Usage().Late);
        Assert.Equal((16, HoldEnd.Settled), (till.Balance("wallet/c"), till.Book.EndOf("h")));
        Assert.Equal("insufficient_credit", till.Do(Holding("none", 50)).Refusal().Code);
    }

    [Fact]
    public void Each_asset_pays_for_as_much_as_fits_and_nothing_is_lost_in_between() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Cases, @case => Pays(@case, step: 0.000001m)));

    [Fact]
    public void A_coarser_step_would_leave_something_that_still_fits() =>
        Assert.Contains("Falsifiable", Assert.ThrowsAny<Exception>(() =>
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Cases, @case => Pays(@case, step: -0.000001m)))).Message, StringComparison.Ordinal);

    private static Arbitrary<(int Allowance, int Credits, int[] Tokens)> Cases => Arb.From(
        from allowance in Gen.Choose(0, 60)
        from credits in Gen.Choose(0, 90)
        from tokens in Gen.ArrayOf(Gen.Choose(0, 40), 6)
        select (allowance, credits, tokens));

    /// <summary>Parts add up, no asset but the last owes, a step more would not have fitted, and the entries lead to the same book again.</summary>
    private static bool Pays((int Allowance, int Credits, int[] Tokens) @case, decimal step)
    {
        var till = Selling(@case.Allowance, @case.Credits, Tariff.Tiers);
        foreach (var tokens in @case.Tokens)
        {
            var before = till.Book.Counters.Values.Select(counter => counter.Quantity).FirstOrDefault();
            var available = till.Balance("wallet/c");
            var charges = Use(till, tokens).Usage().Charges;
            if (charges.Sum(charge => charge.Quantity) != tokens) return false;
            if (charges.Count < 2 || charges[^1].Asset != Till.Dollar) continue;

            var covered = charges.FirstOrDefault(charge => charge.Asset == Till.Credit)?.Quantity ?? 0m;
            var more = Amount.Round(Till.Credit, Tariff.Tiers.Price(covered + step, new(Till.Noon) { Before = before }, null), Amount.DefaultRounding).Units;
            if (available > 0 && more <= available) return false;
        }

        return till.Balance("debt/credit") == 0 && BookText.Whole(Ledger.Model.Replay.Of(till.Entries, till.Book.Id)) == BookText.Whole(till.Book);
    }

    private static Till Selling(long allowance, long credits, ChargeModel? credit = null, string[]? priced = null)
    {
        var till = new Till(Prices(credit ?? new PerUnitCharge(2m), priced ?? ["allowance", "credit", "USD"]), "allowance", "credit", "USD");
        if (allowance > 0) till.Grant("a", allowance * 1_000_000, terms => terms with { Asset = Allowance });
        if (credits > 0) till.Grant("c", credits);
        return till;
    }

    private static Catalog Prices(ChargeModel credit, string[] priced)
    {
        var catalog = Catalog.Empty.WithAsset(Allowance, 1).WithAsset(Till.Credit, 2).WithAsset(Till.Dollar, 3);
        foreach (var (id, shortfall) in new[] { ("llm", ShortfallPolicy.Debt), ("strict", ShortfallPolicy.Reject) })
            catalog = catalog.WithMeter(new(id, id, Aggregation.Sum, [new("input", "input"), new("output", "output", true)], [], onShortfall: shortfall), catalog.ConfigSeq + 1);
        catalog = catalog.WithMeter(new("other", "other", Aggregation.Count, []), catalog.ConfigSeq + 1);
        foreach (var (id, asset, charge) in new[] { ("allowance", Allowance, new PerUnitCharge(1m)), ("credit", Till.Credit, credit), ("USD", Till.Dollar, new PerUnitCharge(0.5m)) })
        {
            var rows = priced.Contains(id) ? new[] { Row("llm", "input", charge), Row("llm", "output", charge), Row("strict", "input", charge), Row("strict", "output", charge) } : [Row("other", "count", charge)];
            catalog = catalog.WithCardVersion(CardKind.Rate, id, new(1, Till.Noon.AddYears(-1), asset, [.. rows]), catalog.ConfigSeq + 1);
        }

        return catalog;
    }

    private static CardRow Row(string meter, string @class, ChargeModel charge) => new(meter, @class, ImmutableSortedDictionary<string, string>.Empty, charge);

    private static Entry Use(Till till, int input, int? output = null, string type = "llm", string? hold = null)
    {
        var extras = hold is null ? "" : $"\"hold\":\"{hold}\",\"final\":true,";
        var data = output is null ? $"\"input\":{input}" : $"\"input\":{input},\"output\":{output}";
        var usage = Events.Good($$$"""{"specversion":"1.0","id":"e-{{{till.Book.Seq}}}","source":"s","type":"{{{type}}}","subject":"acme",{{{extras}}}"time":"{{{Till.Noon:O}}}","data":{{{{data}}}}}""");
        return till.Do(new RecordUsage(Till.Tenant, "acme", usage));
    }

    private static AuthoriseHold Holding(string id, int input) =>
        AuthoriseHold.OfData(HoldName.ById(Till.Tenant, "acme", id), "llm", Events.WithData($$"""{"input":{{input}}}""").Data, Guid.Empty, null, TimeSpan.FromHours(1));

    private static (string Asset, long Units) Held(Till till, string id, int input)
    {
        var terms = Assert.IsType<HoldDecided>(till.Do(Holding(id, input)).Body).Terms;
        return (terms.Asset.Code, terms.Units);
    }

    private static string[] Charges(Entry entry) =>
        [.. entry.Usage().Charges.Select(charge => FormattableString.Invariant($"{charge.Asset!.Code} {charge.Quantity:0.######} = {Amount.FromUnits(charge.Asset, charge.Units).ToDecimal():0.#########}"))];

    private static string Lines(Charge charge)
    {
        using var evidence = JsonDocument.Parse(Encoding.UTF8.GetString(charge.Evidence.Span));
        return string.Join(' ', evidence.RootElement.GetProperty("lines").EnumerateArray().Select(line => $"{line[0].GetString()} {line[1].GetRawText()}"));
    }
}
