using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Journal;
using Npgsql;

namespace Farebox.Postgres.Verification;

/// <summary>A book while its entries are applied again, and what its row says of it.</summary>
internal sealed class ReplayedBook(BookHead head, Book book, Catalog catalog, NpgsqlConnection connection)
{
    public BookHead Head { get; } = head;

    public Book Book { get; } = book;

    public NpgsqlConnection Connection { get; } = connection;

    /// <summary>The member an entry is charged to; the account itself when the path names none that exists.</summary>
    public Member MemberOf(Entry entry) =>
        Book.TryGetMember(entry.Member[(entry.Member.LastIndexOf('/') + 1)..], out var member) ? member : Book.Root;

    /// <summary>The grant of a <c>wallet/</c> or <c>held/</c> account, once it is issued.</summary>
    public Grant? GrantOf(LedgerAccount account) =>
        account.Kind is AccountKind.Wallet or AccountKind.Held ? Book.Grants.GetValueOrDefault(LedgerAccount.ParseCode(account.Code).Name) : null;

    /// <summary>The instant as of which an entry was decided: what fell due, when it did; anything else, when it was recorded.</summary>
    public static DateTimeOffset DecidedAt(Entry entry) => entry.Body is FellDue ? entry.OccurredAt : entry.RecordedAt;

    /// <summary>The open hold an event is captured from; nothing when it names none, or is charged in other assets alone.</summary>
    public Hold? HoldOf(UsageReported usage)
    {
        if (usage.Hold is null || !Book.Holds.TryGetValue(usage.Hold, out var hold)) return null;

        var others = false;
        foreach (var charge in usage.Charges)
        {
            if (charge.Asset == hold.Terms.Asset) return hold;
            others |= charge.Asset is not null;
        }

        return others ? null : hold;
    }

    /// <summary>The terms of a hold that the book may have forgotten, from the entry that authorised it.</summary>
    public HoldTerms? TermsOf(string holdId)
    {
        var find = new NpgsqlBatchCommand(JournalSql.FindIdentities).With(new[] { Head.BookId }).With(new[] { HoldName.IdentityOf(Head.TenantId, Head.Account, holdId) });
        using var reader = Connection.Query(find);
        if (!reader.Read()) return null;

        var entry = EntryRows.ReadEntry(reader, catalog);
        return entry is { Status: EntryStatus.Recorded, Body: HoldDecided hold } && entry.Seq <= Book.Seq ? hold.Terms : null;
    }

    /// <summary>What a portion of an open hold still reserves once the transfers of a draft are made.</summary>
    public static long LeftOf(Hold hold, HoldPortion portion, Draft draft)
    {
        var left = portion.Units;
        foreach (ref readonly var transfer in draft.Transfers)
        {
            if (ReferenceEquals(transfer.From, portion.Grant.Held) && transfer.Hold == hold.Terms.Id) left -= transfer.Units;
        }

        return left;
    }
}

/// <summary>A row of <c>book</c>, with the seq of its checkpoint's own row; null when it has none.</summary>
internal sealed record BookHead(
    long BookId, int TenantId, string Account, long Seq, DateTimeOffset? RecordedAt, DateTimeOffset? NextDueAt, long CheckpointSeq, long? StoredCheckpoint);
