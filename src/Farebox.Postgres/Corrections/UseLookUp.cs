using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.Postgres.Corrections;

/// <summary>Looks up how events stand: what was charged last, who had paid, and what has come back of that.</summary>
internal sealed class UseLookUp(NpgsqlDataSource dataSource, int tenantId, string account, Catalog catalog)
{
    private const int NumbersPage = 16;

    private const string Entries = """
        SELECT book_id, key16, seq, content16, kind, status, occurred_at, recorded_at, member, command, outcome
        FROM entry WHERE book_id = $1 AND key16 = ANY($2) ORDER BY seq
        """;

    private const string Paid = """
        SELECT from_account, to_account, asset, amount FROM ledger_transfer WHERE book_id = $1 AND seq = $2 AND to_account LIKE 'spent/%' ORDER BY n
        """;

    private const string Owed = "SELECT from_account, to_account, asset, amount FROM ledger_transfer WHERE book_id = $1 AND debt = $2 ORDER BY seq, n";

    private const string Body = "SELECT body FROM event_body WHERE book_id = $1 AND seq = $2 AND recorded_at = $3";

    private readonly long _bookId = Identity.OfBook(tenantId, account);

    /// <summary>The entry of an event and those of its corrections, in order; nothing when there is no such event.</summary>
    public async Task<List<Entry>> FindAsync(string source, string id, CancellationToken cancellationToken)
    {
        var found = new List<Entry>();
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        for (var first = 1; found.Count >= first - 1; first += NumbersPage)
        {
            var keys = Enumerable.Range(first, NumbersPage).Select(number => CorrectUsage.IdentityOf(tenantId, account, source, id, number));
            if (first == 1) keys = keys.Prepend(Identity.OfEvent(tenantId, account, source, id));
            await using var command = Command(session, Entries);
            command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. keys] });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) found.Add(EntryRows.ReadEntry(reader, catalog));
            if (found.Count < first + NumbersPage) break;
        }

        return found;
    }

    /// <summary>How an event stands.</summary>
    /// <param name="found">Its entry and its corrections.</param>
    /// <param name="returned">What has come back of any use, by meter and asset.</param>
    public async Task<StandingUse> StandAsync(IReadOnlyList<Entry> found, ReturnedParts returned, CancellationToken cancellationToken)
    {
        var (usage, last) = ((UsageReported)found[0].Body, found[^1]);
        var charges = last.Body switch
        {
            UsageCorrected corrected => corrected.Charges,
            UsageReported reported when last.Status == EntryStatus.Recorded => reported.Charges,
            _ => [],
        };
        var standing = new List<StandingCharge>(charges.Count);
        if (charges.Count > 0)
        {
            await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
            var paid = await PaidAsync(session, Paid, new NpgsqlParameter<long> { TypedValue = last.Seq }, cancellationToken);
            foreach (var charge in charges) standing.Add(await StandAsync(session, last, charge, paid, returned, cancellationToken));
        }

        var type = usage.Type.Length > 0 ? usage.Type : catalog.FindMeter(usage.Charges[0].Meter)!.EventType;
        return new(usage.Source, usage.Id, type, found.Count - 1, last.Seq, last.OccurredAt, last.Member, standing);
    }

    /// <summary>An event as it was sent; nothing when it has aged out.</summary>
    public async Task<string?> BodyAsync(Entry entry, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = Command(session, Body);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = entry.Seq });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = entry.RecordedAt });
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private async Task<StandingCharge> StandAsync(
        TenantSession session, Entry last, Charge charge, List<Leg> paid, ReturnedParts returned, CancellationToken cancellationToken)
    {
        if (charge.Asset is not { } asset) return StandingCharges.Of(last.Seq, last.Member, charge, [], [], 0, []);

        var own = paid.Where(leg => leg.To == LedgerAccount.CodeOf(AccountKind.Spent, charge.Meter) && leg.Asset == asset.Code)
            .Select(leg => (Grant: GrantOf(leg.From), leg.Units)).ToArray();
        var owed = Array.Exists(own, part => part.Grant is null)
            ? (await PaidAsync(session, Owed, new NpgsqlParameter<string> { TypedValue = $"{last.Seq}/{charge.Meter}" }, cancellationToken)).FindAll(leg => leg.Asset == asset.Code)
            : [];
        var settled = owed.Where(leg => GrantOf(leg.From) is not null).Select(leg => (GrantOf(leg.From)!, leg.Units)).ToArray();
        var cancelled = owed.Where(leg => leg.From.StartsWith("spent/", StringComparison.Ordinal)).Sum(leg => leg.Units);
        return StandingCharges.Of(last.Seq, last.Member, charge, own, settled, cancelled, returned.Of(charge.Meter, asset));
    }

    private static string? GrantOf(string account) =>
        LedgerAccount.ParseCode(account) is (AccountKind.Wallet or AccountKind.Held, var name) ? name : null;

    private async Task<List<Leg>> PaidAsync(TenantSession session, string sql, NpgsqlParameter of, CancellationToken cancellationToken)
    {
        await using var command = Command(session, sql);
        command.Parameters.Add(of);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var legs = new List<Leg>();
        while (await reader.ReadAsync(cancellationToken)) legs.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)));
        return legs;
    }

    private NpgsqlCommand Command(TenantSession session, string sql)
    {
        var command = session.Command(sql);
        command.CommandTimeout = 0;
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = _bookId });
        return command;
    }

    private sealed record Leg(string From, string To, string Asset, long Units);
}
