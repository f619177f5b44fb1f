using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

public sealed class DueTests
{
    [Fact]
    public void What_falls_due_runs_by_instant_then_kind_then_id()
    {
        var at = Till.Noon.AddHours(1);
        var till = new Till();
        till.Grant("b", 10, terms => terms with { ExpiresAt = at, Grace = TimeSpan.Zero });
        till.Grant("a", 10, terms => terms with { ExpiresAt = at, Grace = TimeSpan.Zero });
        till.Grant("soon", 10, terms => terms with { EffectiveAt = at });
        till.Grant("sooner", 10, terms => terms with { EffectiveAt = at.AddTicks(-1) });
        till.Hold("h2", 1);
        till.Hold("h1", 1);

        Assert.Equal(6, till.Advance(at.AddYears(1)));
        Assert.Equal(
            ["Effective sooner", "Lapse h1", "Lapse h2", "Expiry a", "Expiry b", "Effective soon"],
            till.Entries.TakeLast(6).Select(entry => Assert.IsType<FellDue>(entry.Body).Item).Select(item => $"{item.Kind} {item.Id}"));
    }

    [Fact]
    public void A_due_entry_says_when_it_fell_due_and_when_it_was_posted()
    {
        var till = new Till();
        till.Member("alice");
        till.Grant("g", 10);
        till.Hold("h", 1, "alice");

        till.Advance(Till.Noon.AddDays(1));

        var due = till.Entries[^1];
        Assert.Equal((EntryKind.Due, Till.Noon.AddHours(1), Till.Noon.AddDays(1), "alice"), (due.Kind, due.OccurredAt, due.RecordedAt, due.Member));
    }

    [Fact]
    public void Advancing_again_adds_nothing()
    {
        var till = new Till();
        till.Grant("g", 10);
        till.Hold("h", 1);
        Assert.Equal(1, till.Advance(Till.Noon.AddDays(1)));

        Assert.Equal(0, till.Advance(Till.Noon.AddDays(1)));
        Assert.Equal(0, till.Advance(Till.Noon.AddYears(9)));
        Assert.Null(till.Book.NextDueAt);
    }

    [Fact]
    public void A_due_item_has_one_identity_however_often_it_is_decided()
    {
        var (first, second) = (Held(), Held());
        first.Advance(Till.Noon.AddHours(1));
        second.Advance(Till.Noon.AddDays(2));

        Assert.Equal(first.Entries[^1].Key16, second.Entries[^1].Key16);
        Assert.NotEqual(first.Entries[^1].Key16, first.Entries[^2].Key16);
    }

    [Fact]
    public void What_comes_free_settles_debt_as_of_when_it_fell_due_however_late_somebody_notices()
    {
        var (punctual, late) = (Owing(), Owing());

        punctual.Advance(Till.Noon.AddHours(1));
        punctual.Advance(Till.Noon.AddDays(9));
        late.Advance(Till.Noon.AddDays(9));

        Assert.Equal(0, punctual.Balance("debt/credit"));
        Assert.Equal(punctual.Entries.SelectMany(Moves.Of), late.Entries.SelectMany(Moves.Of));
        Assert.Equal(punctual.Book.RollUp.Lines.Select(line => (line.Key, line.Value.Units)), late.Book.RollUp.Lines.Select(line => (line.Key, line.Value.Units)));
    }

    [Fact]
    public void A_settled_hold_never_lapses()
    {
        var till = Held();
        till.Capture("h", 1, final: true);

        Assert.Null(till.Book.NextDueAt);
        Assert.Equal(0, till.Advance(Till.Noon.AddDays(1)));
    }

    private static Till Held()
    {
        var till = new Till();
        till.Grant("g", 10);
        till.Hold("h", 1);
        return till;
    }

    // A hold lapses after an hour, its grant expires after two, and something is owed.
    private static Till Owing()
    {
        var till = new Till();
        till.Grant("g", 10, terms => terms with { ExpiresAt = Till.Noon.AddHours(2) });
        till.Hold("h", 10);
        till.Use(4);
        return till;
    }
}
