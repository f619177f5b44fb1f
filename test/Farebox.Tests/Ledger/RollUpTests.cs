namespace Farebox.Tests.Ledger;

public sealed class RollUpTests
{
    [Fact]
    public void Use_is_added_up_by_the_day_it_occurred_the_member_meter_model_and_grant()
    {
        var till = new Till();
        till.Member("team-a");
        till.Member("alice", "team-a");
        till.Grant("g", 100);

        till.Use(3, "alice", model: "small", at: Till.Noon.AddDays(-2));
        till.Use(4, "alice", model: "small", at: Till.Noon.AddDays(-2));

        var (key, line) = Assert.Single(till.Book.RollUp.Lines);
        Assert.Equal(new(new(2026, 6, 29), "team-a/alice", "llm", "small", "g", "credit", "USD"), key);
        Assert.Equal((7, 7m, 7_000_000), (line.Units, line.Quantity, line.Cost));
    }

    [Fact]
    public void Quantity_and_cost_are_shared_out_over_the_grants_and_add_up_exactly()
    {
        var till = new Till();
        till.Grant("a", 1);
        till.Grant("b", 1);

        till.Use(3);

        Assert.Equal(["a 1", "b 1", "debt 1"], till.Book.RollUp.Lines.Select(line => $"{line.Key.Grant} {line.Value.Units}").Order());
        Assert.Equal(3m, till.Book.RollUp.Lines.Sum(line => line.Value.Quantity));
        Assert.Equal(3_000_000, till.Book.RollUp.Lines.Sum(line => (long)line.Value.Cost));
    }

    [Fact]
    public void A_settled_debt_moves_from_the_debts_line_to_the_grants_on_the_day_it_is_settled()
    {
        var till = new Till();
        till.Use(5);
        till.Now = Till.Noon.AddDays(3);
        till.Grant("g", 5);

        Assert.Equal(
            ["2026-07-01 debt 5 5", "2026-07-04 debt -5 0", "2026-07-04 g 5 0"],
            till.Book.RollUp.Lines.Select(line => $"{line.Key.Day:O} {line.Key.Grant} {line.Value.Units} {line.Value.Quantity}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_debt_that_is_settled_by_an_old_final_event_is_settled_today()
    {
        var till = new Till();
        till.Grant("g", 10);
        till.Hold("h", 10);
        till.Use(5);

        till.Use(1, hold: "h", final: true, at: Till.Noon.AddDays(-40));

        Assert.Equal(
            ["2026-05-22 g 1", "2026-07-01 debt -5", "2026-07-01 debt 5", "2026-07-01 g 5"],
            till.Book.RollUp.Lines.Select(line => $"{line.Key.Day:O} {line.Key.Grant} {line.Value.Units}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_captured_amount_is_unmetered_and_a_meter_that_only_counts_debits_nothing()
    {
        var till = new Till();
        till.Grant("g", 10);
        till.Hold("h", 10, model: "small");
        till.Capture("h", 4);
        till.Use(0, type: "seat");

        Assert.Equal(
            ["seats  0 1 ", "unmetered small 4 0 credit"],
            till.Book.RollUp.Lines.Select(line => $"{line.Key.Meter} {line.Key.Model} {line.Value.Units} {line.Value.Quantity} {line.Key.Asset}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_refused_or_unrated_is_not_in_the_reports()
    {
        var till = new Till();
        till.Use(5, type: "strict");
        till.Use(5, at: Till.Noon.AddYears(-2));

        Assert.Empty(till.Book.RollUp.Lines);
    }
}
