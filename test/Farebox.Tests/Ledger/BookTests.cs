using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

public sealed class BookTests
{
    [Fact]
    public void Every_transfer_says_where_both_accounts_stand_after_it()
    {
        var till = new Till();
        var issued = till.Grant("g", 10).Transfers.Single();
        var spent = till.Use(4).Transfers.Single();

        Assert.Equal((-10, 10), (issued.FromAfter, issued.ToAfter));
        Assert.Equal((6, 4), (spent.FromAfter, spent.ToAfter));
    }

    [Fact]
    public void An_entry_that_does_not_follow_the_last_one_is_not_applied()
    {
        var till = new Till();
        var entry = till.Decide(till.Using(1)).Entry!;
        till.Grant("g", 10);

        Assert.Throws<InvalidOperationException>(() => till.Book.Apply(entry));
        Assert.Equal((2, 10), (till.Book.Seq, till.Balance("wallet/g")));
    }

    [Fact]
    public void The_clock_of_a_book_never_goes_back()
    {
        var till = new Till();
        till.Now = Till.Noon.AddHours(1);
        till.Grant("g", 10);

        till.Now = Till.Noon;
        Assert.Throws<InvalidOperationException>(() => till.Use(1));
        Assert.Equal((2, Till.Noon.AddHours(1)), (till.Book.Seq, till.Book.RecordedAt));
        till.Now = Till.Noon.AddHours(1);
        Assert.Equal(3, till.Use(1).Seq);
    }

    [Fact]
    public void A_transfer_is_of_something_and_to_somewhere_else()
    {
        var book = new Till().Book;
        var (here, there) = (book.AccountOf(AccountKind.Spent, "a", Till.Credit), book.AccountOf(AccountKind.Spent, "b", Till.Credit));
        var draft = new Draft();

        draft.Move(here, there, 0);
        Assert.Equal(0, draft.Transfers.Length);
        Assert.Throws<ArgumentException>(() => draft.Move(here, here, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => draft.Move(here, there, -1));
    }

    [Fact]
    public void More_than_there_is_cannot_be_moved_and_a_debt_that_is_not_open_cannot_be_settled()
    {
        var till = new Till();
        till.Grant("g", 10);

        Assert.Throws<InvalidOperationException>(() => till.Book.Apply(Forged(till, "wallet/g", "spent/llm", 11, null)));
        till = new Till();
        till.Grant("g", 10);
        Assert.Throws<InvalidOperationException>(() => till.Book.Apply(Forged(till, "wallet/g", "debt/credit", 1, "9/llm")));
    }

    [Theory]
    [InlineData("issued/purchased", AccountKind.Issued, "purchased")]
    [InlineData("wallet/a/b", AccountKind.Wallet, "a/b")]
    [InlineData("held/a", AccountKind.Held, "a")]
    [InlineData("spent/unmetered", AccountKind.Spent, "unmetered")]
    [InlineData("debt/credit", AccountKind.Debt, "credit")]
    [InlineData("expired", AccountKind.Expired, "")]
    public void A_code_is_read_back_as_it_was_written(string code, AccountKind kind, string name)
    {
        Assert.Equal((kind, name), LedgerAccount.ParseCode(code));
        Assert.Equal(code, LedgerAccount.CodeOf(kind, name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cash/psp")]
    [InlineData("wallet")]
    public void A_code_of_no_kind_is_refused(string code) => Assert.Throws<FormatException>(() => LedgerAccount.ParseCode(code));

    [Fact]
    public void A_book_remembers_how_its_last_holds_ended_and_forgets_the_oldest()
    {
        var till = new Till();
        till.Grant("g", 10);
        for (var i = 0; i <= Book.EndedHoldsMax; i++)
        {
            till.Hold($"h{i}", 1);
            till.Release($"h{i}");
        }

        Assert.Null(till.Book.EndOf("h0"));
        Assert.Equal(HoldEnd.Released, till.Book.EndOf("h1"));
        Assert.Equal(Book.EndedHoldsMax, till.Book.EndedHolds.Count());
    }

    private static Entry Forged(Till till, string from, string to, long units, string? debt)
    {
        var good = till.Decide(till.Using(1)).Entry!;
        Transfer[] transfers = [new(till.Book.AccountOf(from, Till.Credit), till.Book.AccountOf(to, Till.Credit), units, null, debt)];
        return new()
        {
            BookId = good.BookId, Seq = good.Seq, Key16 = good.Key16, Content16 = good.Content16, Kind = good.Kind, Status = good.Status,
            OccurredAt = good.OccurredAt, RecordedAt = good.RecordedAt, Member = good.Member, Body = good.Body, Transfers = transfers,
        };
    }
}
