using System.Globalization;
using Farebox.Client;
using Farebox.Export;

namespace Farebox.IntegrationTests.Export;

/// <summary>The exported journal, read by hledger, against the balances that the server answers.</summary>
[Collection(nameof(ExportFixture))]
public sealed class HledgerJournalTests(ExportFixture ledger)
{
    private static readonly ExportScope Everything = new(null, null, null);

    [Fact]
    public async Task Hledger_accepts_the_journal_and_has_the_balances_of_every_account_asset_and_grant()
    {
        var journal = await WriteAsync("all.journal", Everything);

        Assert.Equal((0, ""), await Hledger.RunAsync(journal, "check", "--strict"));
        var theirs = await Hledger.BalancesAsync(journal);
        var ours = new Dictionary<(string, string), decimal>();
        await foreach (var account in ledger.Client.Accounts.ListAsync(CancellationToken.None))
            Add(ours, await ledger.Client.Accounts.ReadBalancesAsync(account.Id, CancellationToken.None));

        // The spent side is per meter there and per grant here, so it is compared as a sum.
        Assert.Equal(Text(ours), Text(Summed(theirs)));
        Assert.Equal(2, ours.Keys.Select(key => key.Item1.Split(':')[0]).Distinct().Count());
        Assert.Contains(ours.Keys, key => key.Item1.EndsWith(":debt", StringComparison.Ordinal));
        Assert.Contains(ours.Keys, key => key.Item1.EndsWith(":expired", StringComparison.Ordinal));
        Assert.Contains(ours.Keys, key => key.Item1.Contains(":held:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task There_is_a_transaction_for_each_entry_and_a_pair_of_postings_for_each_transfer()
    {
        var text = await File.ReadAllTextAsync(await WriteAsync("one.journal", new("acme", null, null)), CancellationToken.None);
        long entries = 0, transfers = 0;
        await foreach (var entry in new JournalReader(ledger.Client).EntriesAsync("acme", null, CancellationToken.None))
        {
            entries++;
            transfers += entry.Transfers!.Count;
        }

        var lines = text.Split('\n');
        Assert.Equal(entries, lines.LongCount(line => line.StartsWith("2026-", StringComparison.Ordinal)));
        Assert.Equal(2 * transfers, lines.LongCount(line => line.StartsWith("    acme:", StringComparison.Ordinal)));
        Assert.Contains($"({entries}) acme | ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_the_journal_opens_with_the_balances_before_it_and_ends_with_the_same()
    {
        var from = DateTimeOffset.Parse("2026-10-02T00:00:00Z", CultureInfo.InvariantCulture);
        var part = await WriteAsync("part.journal", Everything with { From = from });
        var rest = await WriteAsync("rest.journal", Everything with { To = from });

        Assert.Equal((0, ""), await Hledger.RunAsync(part, "check", "--strict"));
        Assert.Equal((0, ""), await Hledger.RunAsync(rest, "check", "--strict"));
        Assert.Equal(
            Text(await Hledger.BalancesAsync(await WriteAsync("all.journal", Everything))),
            Text(await Hledger.BalancesAsync(part)));
        Assert.NotEqual(Text(await Hledger.BalancesAsync(part)), Text(await Hledger.BalancesAsync(rest)));
        Assert.Equal(2, (await File.ReadAllTextAsync(part, CancellationToken.None)).Split("opening balances").Length - 1);
    }

    [Fact]
    public async Task Hledger_refuses_a_journal_in_which_one_amount_was_changed()
    {
        var journal = await WriteAsync("changed.journal", new("acme", null, null));
        var lines = await File.ReadAllLinesAsync(journal, CancellationToken.None);
        var at = Array.FindLastIndex(lines, line => line.StartsWith("    acme:spent", StringComparison.Ordinal));

        // Both sides alike, so that the transaction still balances and only our own balance tells.
        foreach (var i in new[] { at - 1, at }) lines[i] = lines[i].Replace("  -", "  -1", StringComparison.Ordinal).Replace("llm  ", "llm  1", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(journal, lines, CancellationToken.None);

        var (code, output) = await Hledger.RunAsync(journal, "check");
        Assert.NotEqual(0, code);
        Assert.Contains("assertion", output, StringComparison.Ordinal);
    }

    private Task<string> WriteAsync(string name, ExportScope scope) => ledger.WriteAsync(name, export => export.WriteHledgerAsync(scope, CancellationToken.None));

    private static void Add(Dictionary<(string, string), decimal> ours, Balances balances)
    {
        var account = balances.Account.Replace(":", "%3A", StringComparison.Ordinal);
        foreach (var wallet in balances.Wallets)
        {
            Put("issued", -Number(wallet.Granted));
            Put("spent", Number(wallet.Spent) + Number(wallet.Debt));
            Put("debt", -Number(wallet.Debt));
            Put("expired", Number(wallet.Expired));
            foreach (var grant in wallet.Grants)
            {
                Put($"wallet:{grant.Id.Replace(":", "%3A", StringComparison.Ordinal)}", Number(grant.Available) + Number(grant.PendingExpiry));
                Put($"held:{grant.Id.Replace(":", "%3A", StringComparison.Ordinal)}", Number(grant.Held));
            }

            void Put(string name, decimal balance)
            {
                if (balance != 0) ours.Add(($"{account}:{name}", wallet.Asset), balance);
            }
        }
    }

    private static Dictionary<(string, string), decimal> Summed(Dictionary<(string Account, string Commodity), decimal> theirs) =>
        theirs.GroupBy(balance => (Top(balance.Key.Account), balance.Key.Commodity), balance => balance.Value)
            .ToDictionary(group => group.Key, group => group.Sum());

    // wallet and held are compared grant by grant.
    private static string Top(string account) => account.Split(':') is [var owner, var kind, ..] && kind is not ("wallet" or "held") ? $"{owner}:{kind}" : account;

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(Dictionary<(string, string), decimal> balances) => string.Join('\n',
        balances.Where(balance => balance.Value != 0)
            .Select(balance => string.Create(CultureInfo.InvariantCulture, $"{balance.Key.Item1} {balance.Value / 1.000000000000000m} {balance.Key.Item2}"))
            .Order(StringComparer.Ordinal));
}
