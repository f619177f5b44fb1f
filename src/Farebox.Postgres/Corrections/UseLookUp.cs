using System.Globalization;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.Postgres.Corrections;

/// <summary>Looks up how events stand: what was charged last, who had paid, and what has come back of that.</summary>
internal sealed class UseLookUp(NpgsqlDataSource dataSource, int tenantId, string account, Catalog catalog)
{
    private const int NumbersPage = 4;

    private const string Entries = """
        SELECT book_id, key16, seq, content16, kind, status, occurred_at, recorded_at, member, command, outcome
        FROM entry WHERE book_id = $1 AND key16 = ANY($2) ORDER BY seq
        """;

    private const string Paid = """
        SELECT seq::text, from_account, to_account, asset, amount FROM ledger_transfer WHERE book_id = $1 AND seq = ANY($2) AND to_account LIKE 'spent/%' ORDER BY seq, n
        """;

    private const string Owed = "SELECT debt, from_account, to_account, asset, amount FROM ledger_transfer WHERE book_id = $1 AND debt = ANY($2) ORDER BY seq, n";

    private const string Bodies = """
        SELECT b.seq, b.body FROM unnest($2::bigint[], $3::timestamptz[]) AS sent (seq, recorded_at) JOIN event_body b USING (seq, recorded_at) WHERE b.book_id = $1
        """;

    private readonly long _bookId = Identity.OfBook(tenantId, account);

    /// <summary>The entries of events, each with those of its corrections, in order; nothing for an event that there is not.</summary>
    public async Task<Dictionary<UseName, List<Entry>>> FindAsync(IReadOnlyCollection<UseName> names, CancellationToken cancellationToken)
    {
        var found = names.Distinct().ToDictionary(name => name, _ => new List<Entry>());
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        var more = found.Keys.ToArray();
        for (var first = 1; more.Length > 0; first += NumbersPage)
        {
            var keys = KeysOf(more, first);
            await using var command = Command(session, Entries);
            command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. keys.Keys] });
            await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    var entry = EntryRows.ReadEntry(reader, catalog);
                    found[keys[entry.Key16]].Add(entry);
                }
            }

            more = Array.FindAll(more, name => found[name].Count >= first + NumbersPage);
        }

        return found;
    }

    private Dictionary<Guid, UseName> KeysOf(UseName[] names, int first)
    {
        var keys = new Dictionary<Guid, UseName>();
        foreach (var name in names)
        {
            if (first == 1) keys[Identity.OfEvent(tenantId, account, name.Source, name.Id)] = name;
            for (var number = first; number < first + NumbersPage; number++) keys[CorrectUsage.IdentityOf(tenantId, account, name.Source, name.Id, number)] = name;
        }

        return keys;
    }

    /// <summary>How events stand, in the order in which they come.</summary>
    /// <param name="found">For each its entry and its corrections.</param>
    /// <param name="returned">What adjustments have given back of uses, by meter and asset.</param>
    public async Task<IReadOnlyList<StandingUse>> StandAsync(IReadOnlyList<List<Entry>> found, ReturnedParts returned, CancellationToken cancellationToken)
    {
        var last = found.Select(entries => (Entry: entries[^1], Charges: ChargesOf(entries[^1]))).ToArray();
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        var charged = last.Where(one => one.Charges.Count > 0).Select(one => one.Entry.Seq).ToArray();
        var paid = await LegsAsync(session, Paid, new NpgsqlParameter<long[]> { TypedValue = charged }, charged.Length, cancellationToken);
        var debts = paid.SelectMany(legs => legs).Where(leg => GrantOf(leg.From) is null).Select(leg => DebtOf(leg.Of, LedgerAccount.ParseCode(leg.To).Name)).Distinct().ToArray();
        var owed = await LegsAsync(session, Owed, new NpgsqlParameter<string[]> { TypedValue = debts }, debts.Length, cancellationToken);

        var standing = new List<StandingUse>(found.Count);
        for (var i = 0; i < last.Length; i++)
        {
            var (usage, (entry, charges)) = ((UsageReported)found[i][0].Body, last[i]);
            var type = usage.Type.Length > 0 ? usage.Type : catalog.FindMeter(usage.Charges[0].Meter)!.EventType;
            standing.Add(new(
                usage.Source, usage.Id, type, found[i].Count - 1, entry.Seq, entry.OccurredAt, entry.Member, [.. charges.Select(charge => Stand(entry, charge, paid, owed, returned))]));
        }

        return standing;
    }

    /// <summary>Events as they were sent, by their entries; nothing for one that has aged out.</summary>
    public async Task<Dictionary<long, string>> BodiesAsync(IReadOnlyCollection<Entry> entries, CancellationToken cancellationToken)
    {
        var bodies = new Dictionary<long, string>();
        if (entries.Count == 0) return bodies;

        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = Command(session, Bodies);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. entries.Select(entry => entry.Seq)] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. entries.Select(entry => entry.RecordedAt)] });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) bodies[reader.GetInt64(0)] = reader.GetString(1);
        return bodies;
    }

    private static IReadOnlyList<Charge> ChargesOf(Entry last) => last.Body switch
    {
        UsageCorrected corrected => corrected.Charges,
        UsageReported reported when last.Status == EntryStatus.Recorded => reported.Charges,
        _ => [],
    };

    private static StandingCharge Stand(Entry last, Charge charge, ILookup<string, Leg> paid, ILookup<string, Leg> owed, ReturnedParts returned)
    {
        if (charge.Asset is not { } asset) return StandingCharges.Of(last.Seq, last.Member, charge, [], [], 0, []);

        var seq = last.Seq.ToString(CultureInfo.InvariantCulture);
        var own = paid[seq].Where(leg => leg.To == LedgerAccount.CodeOf(AccountKind.Spent, charge.Meter) && leg.Asset == asset.Code)
            .Select(leg => (Grant: GrantOf(leg.From), leg.Units)).ToArray();
        var later = Array.Exists(own, part => part.Grant is null) ? owed[DebtOf(seq, charge.Meter)].Where(leg => leg.Asset == asset.Code).ToArray() : [];
        var settled = later.Where(leg => GrantOf(leg.From) is not null).Select(leg => (GrantOf(leg.From)!, leg.Units)).ToArray();
        var cancelled = later.Where(leg => leg.From.StartsWith("spent/", StringComparison.Ordinal)).Sum(leg => leg.Units);
        return StandingCharges.Of(last.Seq, last.Member, charge, own, settled, cancelled, returned.Of(charge.Meter, asset, last.Seq));
    }

    private static string DebtOf(string seq, string meter) => $"{seq}/{meter}";

    private static string? GrantOf(string account) =>
        LedgerAccount.ParseCode(account) is (AccountKind.Wallet or AccountKind.Held, var name) ? name : null;

    private async Task<ILookup<string, Leg>> LegsAsync(TenantSession session, string sql, NpgsqlParameter of, int count, CancellationToken cancellationToken)
    {
        var legs = new List<Leg>();
        if (count > 0)
        {
            await using var command = Command(session, sql);
            command.Parameters.Add(of);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) legs.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4)));
        }

        return legs.ToLookup(leg => leg.Of);
    }

    private NpgsqlCommand Command(TenantSession session, string sql)
    {
        var command = session.Command(sql);
        command.CommandTimeout = 0;
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = _bookId });
        return command;
    }

    // Of: the entry whose leg it is, or the debt.
    private sealed record Leg(string Of, string From, string To, string Asset, long Units);
}

/// <summary>What an event is known by.</summary>
/// <param name="Source">Its producer.</param>
/// <param name="Id">The producer's id for it.</param>
internal readonly record struct UseName(string Source, string Id);
