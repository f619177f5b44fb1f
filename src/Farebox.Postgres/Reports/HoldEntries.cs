using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.Postgres.Reports;

/// <summary>Finds the entries that authorised holds, by the identities that holds have: no listing walks a journal.</summary>
public sealed class HoldEntries(NpgsqlDataSource dataSource)
{
    // Constants pass through the wall's view and reach the index; the columns of a join would not, and every entry would be read.
    private const string Find = """
        SELECT book_id, key16, seq, content16, kind, status, occurred_at, recorded_at, member, command, outcome
        FROM entry WHERE book_id = $1 AND key16 = ANY($2)
        """;

    /// <summary>The holds of these ids that were ever granted, in no order, with the terms of their first entry.</summary>
    public async Task<List<FoundHold>> FindAsync(int tenantId, string account, IReadOnlyCollection<string> ids, Catalog catalog, CancellationToken cancellationToken)
    {
        var found = new List<FoundHold>(ids.Count);
        foreach (var entry in await ReadAsync(tenantId, account, [.. ids.Select(id => HoldName.IdentityOf(tenantId, account, id))], catalog, cancellationToken))
        {
            if (entry is { Status: EntryStatus.Recorded, Body: HoldDecided hold }) found.Add(new(hold.Terms, entry.Member, entry.Seq));
        }

        return found;
    }

    /// <summary>Whether a hold of these terms lapsed at the instant they name.</summary>
    public async Task<bool> HasLapsedAsync(int tenantId, string account, HoldTerms terms, Catalog catalog, CancellationToken cancellationToken)
    {
        var lapse = Identity.OfDue(tenantId, account, new(terms.LapsesAt, DueKind.Lapse, terms.Id));
        return (await ReadAsync(tenantId, account, [lapse], catalog, cancellationToken)).Count > 0;
    }

    private async Task<List<Entry>> ReadAsync(int tenantId, string account, Guid[] keys, Catalog catalog, CancellationToken cancellationToken)
    {
        if (keys.Length == 0) return [];

        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command(Find);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Identity.OfBook(tenantId, account) });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = keys });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<Entry>(keys.Length);
        while (await reader.ReadAsync(cancellationToken)) entries.Add(EntryRows.ReadEntry(reader, catalog));
        return entries;
    }
}

/// <summary>A hold as it was authorised.</summary>
/// <param name="Terms">What was asked for then.</param>
/// <param name="Member">The path of its member.</param>
/// <param name="Seq">The entry.</param>
public sealed record FoundHold(HoldTerms Terms, string Member, long Seq);
