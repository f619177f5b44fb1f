using System.Collections.Immutable;
using Farebox.Ledger;
using Farebox.Ledger.BurnOrders;
using Farebox.Money;
using Farebox.Tests.Ledger.Model;

namespace Farebox.Tests.Ledger;

/// <summary>Each preset burns as the system it is called after: its keys one by one, told by which of two grants goes first.</summary>
public sealed class BurnOrderPresetTests
{
    private static readonly DateTimeOffset Soon = Till.Noon.AddDays(10);
    private static readonly DateTimeOffset Later = Till.Noon.AddDays(20);

    /// <summary>Grants in the order in which they are granted; the second word list is the order in which they burn.</summary>
    public static TheoryData<string, string, string> Cases => new()
    {
        { "stripe", "paid@20/p1 free@20/p1 free@10/p2", "free@20/p1 paid@20/p1 free@10/p2" },
        { "stigg", "A:paid@20/p1 B:free@20/p1 C:free@10/p2", "B:free@20/p1 A:paid@20/p1 C:free@10/p2" },
        { "metronome", "postpaid/p0 paid/p9 roll/p99", "roll/p99 paid/p9 postpaid/p0" },
        { "metronome", "wide@10 llm@20", "llm@20 wide@10" },
        { "orb", "paid@20/p1 paid@10/p9 free/p0", "paid@10/p9 paid@20/p1 free/p0" },
        { "openmeter", "free/p1 free@20/p1 free@10/p1 free@10/p2", "free@10/p1 free@20/p1 free/p1 free@10/p2" },
        { "lago", "paid@10/p1 free@20/p1 free/p0", "free/p0 free@20/p1 paid@10/p1" },
        { "flexprice", "free@20*5 free@20*9 free@10*1", "free@10*1 free@20*9 free@20*5" },
        { "autumn", "free@10 paid@10 roll@20", "roll@20 free@10 paid@10" },
        { "polar", "again@10 free@20", "free@20 again@10" },
        { "leonardo", "paid@10 roll@10 free@20", "free@20 roll@10 paid@10" },
        { "krea", "pool@10 team@20 own@20", "own@20 team@20 pool@10" },
        { "runway", "never/p0 paid@20/p9 free@10/p9", "free@10/p9 paid@20/p9 never/p0" },
        { "farebox", "paid@10/p0 free@10/p0 free@20/p-1", "free@20/p-1 free@10/p0 paid@10/p0" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_preset_burns_as_the_system_it_is_called_after(string preset, string granted, string burnt)
    {
        var till = new Till();
        till.Member("team");
        till.Member("alice", "team");
        foreach (var grant in granted.Split(' ')) till.Grant(IdOf(grant), UnitsOf(grant), terms => Terms(grant, terms));
        till.Burn(BurnOrderPreset.Find(preset)!.Order);

        var total = till.Book.Grants.Values.Sum(grant => grant.Terms.Units);
        var entry = till.Use(total, member: "alice");

        Assert.Equal(burnt.Split(' ').Select(grant => $"wallet/{IdOf(grant)}"), entry.Transfers.Select(transfer => transfer.From.Code));
    }

    [Fact]
    public void Every_preset_is_tried_and_says_where_it_was_read()
    {
        Assert.Equal(BurnOrderPreset.All.Select(preset => preset.Name).Order(StringComparer.Ordinal), Cases.Select(row => (string)row[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(BurnOrderPreset.All, preset => Assert.NotEmpty(preset.Source));
    }

    [Fact]
    public void The_page_lists_every_preset_and_every_key_as_they_are()
    {
        var page = File.ReadAllText(Path.Combine(Architecture.Repository.Root, "docs/reference/burn-orders.md"));

        Assert.All(BurnOrderPreset.All, preset => Assert.Contains($"| `{preset.Name}` | {string.Join(", ", preset.Order.Keys.Select(Written))} | {preset.Source} |", page, StringComparison.Ordinal));
        Assert.All(BurnKey.AllWords, word => Assert.Contains($"`{word}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_default_is_the_first_preset()
    {
        Assert.Equal("farebox", BurnOrderPreset.All[0].Name);
        Assert.Equal(BurnOrder.Default.Keys.Select(Written), BurnOrderPreset.All[0].Order.Keys.Select(Written));
    }

    [Fact]
    public void An_order_by_what_is_left_follows_what_is_left()
    {
        var till = new Till();
        till.Grant("a", 10);
        till.Grant("b", 8);
        till.Burn(new(BurnOrder.OwnName, [new(BurnBy.Left, IsDescending: true)]));

        Assert.Equal(["wallet/a→spent/llm 5"], Moves.Of(till.Use(5)));
        Assert.Equal(["wallet/b→spent/llm 5"], Moves.Of(till.Use(5)));
        Assert.Equal(["wallet/a→spent/llm 5", "wallet/b→spent/llm 1"], Moves.Of(till.Use(6)));
    }

    [Fact]
    public void An_order_counts_from_its_entry_on_and_a_replay_burns_nothing_again()
    {
        var till = new Till();
        till.Grant("free", 10, terms => terms with { Source = GrantSource.Bonus });
        till.Grant("paid", 10);
        till.Use(1);
        till.Burn(new(BurnOrder.OwnName, [new(BurnBy.Paid, IsDescending: true)]));
        till.Use(1);

        Assert.Equal("free=9 paid=9", till.Left());
        Assert.Equal(BookText.Whole(till.Book), BookText.Whole(Replay.Of(till.Entries, till.Book.Id)));
        Assert.Equal("custom", Replay.Restored(till.Book, withDebts: true).WalletOf(Till.Credit).Order.Name);
    }

    [Fact]
    public void Any_order_is_total()
    {
        foreach (var by in Enum.GetValues<BurnBy>())
        {
            var order = new BurnOrder(BurnOrder.OwnName, [new(by) { Sources = by == BurnBy.Source ? [GrantSource.Bonus] : ImmutableArray<GrantSource>.Empty }]);
            var till = new Till();
            foreach (var id in new[] { "b", "a", "c" }) till.Grant(id, 1);
            till.Burn(order);
            Assert.Equal(3, till.Book.WalletOf(Till.Credit).Live.Order(order).Select(grant => grant.Terms.Id).Distinct().Count());
        }
    }

    private static string Written(BurnKey key) =>
        key.Word + (key.Sources.IsEmpty ? "" : $"({string.Join(' ', key.Sources.Select(source => source.Name()))})") + (key.IsDescending ? " desc" : "");

    private static string IdOf(string text) => text.Replace("@", ".", StringComparison.Ordinal).Replace("/", ".", StringComparison.Ordinal).Replace("*", ".", StringComparison.Ordinal);

    private static long UnitsOf(string text) => text.Contains('*', StringComparison.Ordinal) ? long.Parse(text[(text.IndexOf('*', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture) : 10;

    private static GrantTerms Terms(string text, GrantTerms terms)
    {
        var priority = text.Contains("/p", StringComparison.Ordinal) ? int.Parse(text[(text.IndexOf("/p", StringComparison.Ordinal) + 2)..], System.Globalization.CultureInfo.InvariantCulture) : 0;
        var kind = text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('@', '/', '*')[0];
        return terms with
        {
            Priority = priority,
            ExpiresAt = text.Contains("@10", StringComparison.Ordinal) ? Soon : text.Contains("@20", StringComparison.Ordinal) ? Later : null,
            Source = kind switch { "paid" => GrantSource.Purchased, "roll" => GrantSource.Rollover, "postpaid" => GrantSource.Postpaid, _ => GrantSource.Included },
            CostBasis = kind == "paid" ? Amount.FromUnits(Till.Dollar, 5) : null,
            Scope = kind == "llm" ? new(["llm"], [], []) : GrantScope.Anything,
            Rollover = kind == "again" ? new() : null,
            Owner = kind switch { "own" => "alice", "team" => "team", _ => null },
        };
    }
}
