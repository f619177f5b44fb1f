using System.Globalization;
using Farebox.Client;
using Farebox.Time;

namespace Farebox.Export;

/// <summary>Writes the journal in hledger's language: a transaction per entry, two postings per transfer, each with the balance that our ledger has after it.</summary>
/// <remarks>
/// The date is that of recording, which never goes back in an account, so hledger checks every balance in our order; the day on which the use
/// happened is the second date where it differs. Accounts and commodities are declared, so <c>hledger check --strict</c> passes.
/// </remarks>
internal sealed class HledgerJournal(TextWriter text)
{
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);

    /// <summary>Declares the assets, with as many decimal places as the ledger keeps.</summary>
    public void WriteAssets(IEnumerable<Asset> assets)
    {
        text.Write("; The Farebox journal: an entry is a transaction, its number in parentheses; a transfer is two postings.\n\n");
        foreach (var asset in assets) text.Write($"commodity 1000.{new string('0', asset.Scale ?? 0)} {HledgerNames.Commodity(asset.Code)}\n");
        text.Write('\n');
    }

    /// <summary>What an account had before the first entry that follows. It adds up to nothing, as every entry does.</summary>
    public void WriteOpening(string account, DateTimeOffset at, OpeningBalances balances)
    {
        if (!balances.All.Any()) return;

        foreach (var (ledgerAccount, _, _) in balances.All) Declare(account, ledgerAccount);
        text.Write($"{Day(at)} * {account} | opening balances\n");
        foreach (var (ledgerAccount, asset, balance) in balances.All) WritePosting(account, ledgerAccount, balance, asset, balance, null);
        text.Write('\n');
    }

    public void Write(string account, Entry entry)
    {
        var transfers = entry.Transfers ?? [];
        foreach (var transfer in transfers)
        {
            Declare(account, transfer.From);
            Declare(account, transfer.To);
        }

        WriteHead(account, entry);
        foreach (var transfer in transfers)
        {
            WritePosting(account, transfer.From, "-" + transfer.Amount, transfer.Asset, transfer.FromAfter, transfer.Hold);
            WritePosting(account, transfer.To, transfer.Amount, transfer.Asset, transfer.ToAfter, transfer.Hold);
        }

        text.Write('\n');
    }

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void WriteHead(string account, Entry entry)
    {
        var (recorded, occurred) = (entry.RecordedAt!.Value, entry.OccurredAt ?? entry.RecordedAt.Value);
        text.Write(Day(recorded));
        if (Day(occurred) != Day(recorded)) text.Write($"={Day(occurred)}");

        // What was refused or has no price yet moved nothing, and is marked as pending.
        text.Write(string.Create(
            CultureInfo.InvariantCulture,
            $" {(entry.Status == "recorded" ? '*' : '!')} ({entry.Seq}) {account} | {entry.Kind} {entry.Status}  ; recorded:{Rfc3339.Format(recorded)}"));
        WriteTag("occurred", occurred == recorded ? null : Rfc3339.Format(occurred));
        WriteTag("member", entry.Member);
        WriteTag("source", EntryIdentity.Of(entry, "source"));
        WriteTag("id", EntryIdentity.Of(entry, "id"));
        text.Write('\n');
    }

    private void WriteTag(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) text.Write($", {name}:{HledgerNames.TagValue(value)}");
    }

    private void WritePosting(string account, string ledgerAccount, string amount, string asset, string? after, string? hold)
    {
        var commodity = HledgerNames.Commodity(asset);
        text.Write($"    {HledgerNames.Account(account, ledgerAccount)}  {amount} {commodity}");
        if (after is not null) text.Write($" = {after} {commodity}");
        if (hold is not null) text.Write($"  ; hold:{HledgerNames.TagValue(hold)}");
        text.Write('\n');
    }

    private void Declare(string account, string ledgerAccount)
    {
        var name = HledgerNames.Account(account, ledgerAccount);
        if (_declared.Add(name)) text.Write($"account {name}\n");
    }
}
