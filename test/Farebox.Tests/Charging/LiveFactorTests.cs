using System.Text;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using Farebox.Tests.Ledger.Model;

namespace Farebox.Tests.Charging;

/// <summary>Multipliers, derived classes and lists of values, from the card to the debit and what its entry says.</summary>
public sealed class LiveFactorTests
{
    [Fact]
    public void An_event_is_debited_at_the_price_times_its_multipliers_and_the_entry_names_them()
    {
        var till = Chat.Selling([Chat.Row(new PerUnitCharge(4m))], default, Chat.Batch, Chat.Multiplier("region", 1.5m, Chat.Where(("model", ["eu"]))));

        Assert.Equal([40, 20, 60, 30], (long[])[till.Say(10), till.Say(10, tier: "batch"), till.Say(10, "eu"), till.Say(10, "eu", "batch")]);
        Assert.Equal("""[["input",10,{"unit":3,"times":[["region",1.5],["service_tier",0.5]]},null]]""", LinesOf(till));
    }

    [Fact]
    public void A_price_without_factors_is_written_as_it_always_was()
    {
        var till = Chat.Selling([Chat.Row(new PerUnitCharge(4m))], default, Chat.Batch);
        till.Say(10);

        Assert.Equal("""[["input",10,4,null]]""", LinesOf(till));
    }

    [Fact]
    public void A_class_without_a_row_is_priced_from_another_ones()
    {
        var till = Chat.Selling([Chat.Row(new PerUnitCharge(10m))], [Chat.CachedAtATenth], Chat.Batch);

        Assert.Equal([105, 52], (long[])[till.Say(10, cached: 5), till.Say(5, tier: "batch", cached: 4) + 25]);
        Assert.Equal("""[["input",5,{"unit":5,"times":[["service_tier",0.5]]},null],["cached",4,{"unit":0.5,"times":[["from input",0.1],["service_tier",0.5]]},null]]""", LinesOf(till));
    }

    [Fact]
    public void A_row_for_several_values_fits_each_of_them_and_no_other()
    {
        var till = Chat.Selling([Chat.Row(new PerUnitCharge(1m), Chat.Where(("model", ["small", "tiny"]))), Chat.Row(new PerUnitCharge(5m), Chat.Where(("model", ["large"])))]);

        Assert.Equal([1, 1, 5], (long[])[till.Say(1, "small"), till.Say(1, "tiny"), till.Say(1, "large")]);
        Assert.Equal(EntryStatus.Unrated, till.Do(Chat.Event(1, "huge")).Status);
    }

    [Fact]
    public void Use_with_other_factors_counts_by_itself_so_that_a_mixture_costs_what_its_parts_cost()
    {
        var rows = Chat.Row(Tariff.Tiers);
        var mixed = Chat.Selling([rows], default, Chat.Batch);
        var apart = Chat.Selling([rows], default, Chat.Batch);

        var inTurn = mixed.Say(10) + mixed.Say(20, tier: "batch") + mixed.Say(10) + mixed.Say(20, tier: "batch");
        var after = apart.Say(20) + apart.Say(40, tier: "batch");

        Assert.Equal((15 + 8 + 5, 15 + 13), (inTurn, after));
        Assert.Equal(["", "&&service_tier|service_tier=batch"], mixed.Book.Counters.Keys.Select(key => key.Row).Order(StringComparer.Ordinal));
        Assert.Equal([20m, 40m], mixed.Book.Counters.OrderBy(counter => counter.Key.Row, StringComparer.Ordinal).Select(counter => counter.Value.Quantity));
        Assert.Equal(mixed.Book.Counters, Replay.Of(mixed.Entries, mixed.Book.Id).Counters);
    }

    [Fact]
    public void The_entry_says_where_the_count_of_a_multiplied_row_stood()
    {
        var till = Chat.Selling([Chat.Row(Tariff.Tiers, Chat.Where(("model", ["small", "tiny"])))], default, Chat.Batch);
        till.Say(8, tier: "batch");
        till.Say(6, "tiny", "batch");

        Assert.Equal(
            """[["input",6,{"price":2,"row":"model=small|tiny\u0026\u0026service_tier|service_tier=batch","period":"2026-07","before":8,"events":1,"times":[["service_tier",0.5]]},null]]""",
            LinesOf(till));
    }

    [Fact]
    public void A_hold_a_quote_and_a_debit_of_the_same_data_come_to_the_same()
    {
        var till = Chat.Selling([Chat.Row(Tariff.Tiers)], [Chat.CachedAtATenth], Chat.Batch);
        var data = Chat.Event(12, tier: "batch", cached: 30).Usage.Data;

        var held = Assert.IsType<HoldDecided>(till.Do(AuthoriseHold.OfData(HoldName.ById(Till.Tenant, "acme", "h"), "chat", data, Guid.Empty, null, TimeSpan.FromHours(1))).Body);

        // 10 and 2 × 0.5, halved; 10 and 20 × 0.5, a tenth and halved.
        Assert.Equal(7, till.Say(12, tier: "batch", cached: 30));
        Assert.Equal(7, held.Terms.Units);
    }

    [Fact]
    public void Where_a_model_refuses_the_event_says_why_in_the_models_words()
    {
        var day = new AdjustedCharge(new PerUnitCharge(1m)) { Until = Till.Noon.AddDays(-1) };
        var till = Chat.Selling([Chat.Row(day)]);

        var unrated = till.Do(Chat.Event(5));

        Assert.Equal((EntryStatus.Unrated, "price_missing"), (unrated.Status, unrated.Usage().Code));
        Assert.Equal("Rate card 'default' version 1, meter 'chat', class 'input': The charge does not apply at this time.", unrated.Usage().Detail);
    }

    [Fact]
    public void Where_there_is_no_row_it_says_that_there_is_no_price()
    {
        var till = Chat.Selling([Chat.Row(new PerUnitCharge(1m))]);

        Assert.Equal("Rate card 'default' version 1 has no price for meter 'chat', class 'cached', with these dimensions.", till.Do(Chat.Event(5, cached: 1)).Usage().Detail);
    }

    private static string LinesOf(Till till)
    {
        var evidence = Encoding.UTF8.GetString(till.Entries[^1].Usage().Charges[0].Evidence.Span);
        var start = evidence.IndexOf("\"lines\":", StringComparison.Ordinal) + "\"lines\":".Length;
        return evidence[start..^1];
    }
}
