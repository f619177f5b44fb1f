using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Farebox.Charging;
using Farebox.Http.Quotes;
using Farebox.Ledger;
using Farebox.Time;

namespace Farebox.IntegrationTests.Http;

/// <summary>What a quote's name holds, and that names which others made hold nothing.</summary>
public sealed class QuoteTokenTests
{
    private const int Tenant = 7;

    private static readonly QuoteTerms Terms = new(
        "gold", 3, "default", 0, DateTimeOffset.UnixEpoch.AddDays(20_000), DateTimeOffset.UnixEpoch.AddDays(20_001).AddTicks(10),
        [new("llm", [1850m, null, 0.000001m], ["large", ""]), new("calls", [1m], [])]);

    [Theory]
    [InlineData(null)]
    [InlineData("acme")]
    public void A_quote_is_read_back_as_it_was_written(string? account)
    {
        var read = QuoteToken.Read(QuoteToken.Write(Terms, Tenant, account), Tenant, "acme");

        Assert.Equivalent(Terms, read, strict: true);
    }

    [Fact]
    public void Where_running_counts_stood_is_read_back_with_it()
    {
        var month = new CounterKey("llm", "input", "model=large", "credit", false, CountingPeriod.Of(CounterReset.Month, DateTimeOffset.UnixEpoch));
        var ever = month with { IsCost = true, Period = CountingPeriod.Of(CounterReset.Never, DateTimeOffset.UnixEpoch) };
        var terms = Terms with { Counters = new Dictionary<CounterKey, Counter> { [month] = new(12_345_678_901_234.5m, 7, 0m), [ever] = new(0.000001m, 1, 0m) } };

        var read = QuoteToken.Read(QuoteToken.Write(terms, Tenant, "acme"), Tenant, "acme")!;

        Assert.Equal(terms.Counters.OrderBy(counter => counter.Key.IsCost), read.Counters.OrderBy(counter => counter.Key.IsCost));
        Assert.Equal(2, read.Items.Count);
    }

    [Fact]
    public void It_fits_no_other_account_and_no_other_tenant()
    {
        var token = QuoteToken.Write(Terms, Tenant, "acme");

        Assert.Null(QuoteToken.Read(token, Tenant, "globex"));
        Assert.Null(QuoteToken.Read(token, Tenant + 1, "acme"));
        Assert.Null(QuoteToken.Read(token[..^2], Tenant, "acme"));
        Assert.Null(QuoteToken.Read("quote_", Tenant, "acme"));
        Assert.Null(QuoteToken.Read("quote_ä", Tenant, "acme"));
        Assert.Null(QuoteToken.Read("", Tenant, "acme"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""[null,"gold",3,"default",0,0,0]""")]
    [InlineData("""[null,"gold",3,"default",0,0,0,[]]""")]
    [InlineData("""[null,null,3,"default",0,0,0,["llm","1",1]]""")]
    [InlineData("""[null,"gold",99999999999,"default",0,0,0,["llm","1",1]]""")]
    [InlineData("""[null,"gold",3,"default",0,-1,0,["llm","1",1]]""")]
    [InlineData("""[null,"gold",3,"default",0,0,0,[null,"1",1]]""")]
    [InlineData("""[null,"gold",3,"default",0,0,0,["llm","1e9",1]]""")]
    [InlineData("""[null,"gold",3,"default",0,0,0,["llm",1,1]]""")]
    [InlineData("""[null,"gold",3,"default",0,0,0,["llm","1",null,1]]""")]
    [InlineData("""[null,"gold",3,"default",0,0,0,["llm","1",2147483647]]""")]
    [InlineData("""[null,"gold",3,"default",0,0,0,["llm","1",1],{}]""")]
    [InlineData("""[null,"gold",3,"default",0,0,0,["llm","1",1],{"counters":[["llm"]]}]""")]
    [InlineData("""[null,"gold",3,"default",0,0,0,["llm","1",1],{"counters":[["llm","a","","x","rate","soon","1",1]]}]""")]
    [InlineData("""[null,"gold",3,"default",0,0,0,["llm","1",1],{"counters":[["llm","a","","x","rate","2026","-1",1]]}]""")]
    [InlineData("""[null,"gold",3,"default",0,0,0,["llm","1",1],{"counters":[["llm","a","","x","rate","2026","1",1],["llm","a","","x","rate","2026","2",1]]}]""")]
    public void A_name_that_somebody_made_up_is_none_however_well_it_is_tagged(string content) =>
        Assert.Null(QuoteToken.Read(Tagged(content), Tenant, "acme"));

    [Fact]
    public void The_tag_of_these_tests_is_the_right_one() =>
        Assert.NotNull(QuoteToken.Read(Tagged("""[null,"gold",3,"default",0,0,0,["llm","1",1]]"""), Tenant, "acme"));

    private static string Tagged(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        return "quote_" + Base64Url.EncodeToString([.. SHA256.HashData([.. Encoding.ASCII.GetBytes($"quote {Tenant} "), .. bytes])[..8], .. bytes]);
    }
}
