using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.Postgres.Closing;

/// <summary>Looks up which grants had paid for a charge, from the last use backwards, until that suffices for what is to come back.</summary>
internal sealed class PaidReader(NpgsqlDataSource dataSource, int tenantId, long bookId, Catalog catalog)
{
    // A window of entries instead of so many rows: behind the wall's view the planner would sort the whole journal for each page.
    private const long FirstWindow = 1_000;
    private const long LastWindow = 16_000;

    private const string Uses = """
        SELECT seq, kind, member, command, outcome FROM entry
        WHERE book_id = $1 AND seq >= $5 AND seq < $2 AND kind IN (5, 12, 13, 14) AND status = 1 AND (kind = 12 OR (occurred_at >= $3 AND occurred_at < $4))
        ORDER BY seq DESC
        """;

    private const string Paid = """
        SELECT seq, from_account, amount FROM ledger_transfer
        WHERE book_id = $1 AND seq >= $2 AND seq < $3 AND to_account = $4 AND asset = $5 ORDER BY seq DESC, n DESC
        """;

    private const string Owing = "SELECT seq, kind, occurred_at, command FROM entry WHERE book_id = $1 AND seq = ANY($2) AND seq < $3";

    private const string Settled = """
        SELECT split_part(debt, '/', 1)::bigint, from_account, amount FROM ledger_transfer
        WHERE book_id = $1 AND debt = ANY($2) AND asset = $3 AND from_account LIKE 'wallet/%' ORDER BY seq DESC, n DESC
        """;

    /// <summary>What grants had paid for the charge of an adjustment that gives back, last spent first.</summary>
    public async Task<IReadOnlyList<GivenBack>> ReadAsync(Adjustment adjustment, UsageSpan span, IEnumerable<GivenBack> returned, CancellationToken cancellationToken)
    {
        var parts = new PaidParts(-adjustment.Units, returned);
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        for (var (before, window) = (span.Before, FirstWindow); before > 1 && !parts.IsEnough; (before, window) = (before - window, Math.Min(window * 2, LastWindow)))
        {
            var page = span with { Before = before };
            var uses = await ReadPageAsync(session, adjustment, page, before - window, cancellationToken);
            if (uses.Count > 0) await AddAsync(session, parts, adjustment, uses, before - window, before, cancellationToken);
        }

        return parts.Parts;
    }

    /// <summary>Which of the debts that uses of the meter and model left belong to the charge.</summary>
    /// <param name="uses">The entries of the uses.</param>
    public async Task<IReadOnlySet<string>> ReadOwedAsync(Adjustment adjustment, UsageSpan span, long[] uses, CancellationToken cancellationToken)
    {
        var owed = new HashSet<string>(StringComparer.Ordinal);
        if (uses.Length == 0) return owed;

        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = Command(session, Owing);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = uses });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = span.Before });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (kind, at) = ((EntryKind)reader.GetInt16(1), reader.GetFieldValue<DateTimeOffset>(2));
            var isOf = kind == EntryKind.Adjustment ? IsOf(adjustment, EntryReader.Read(kind, reader.GetString(3), null, catalog)) : at >= span.From && at < span.Until;
            if (isOf) owed.Add($"{reader.GetInt64(0)}/{adjustment.Meter}");
        }

        return owed;
    }

    /// <summary>The uses of the charge in a window of entries, last first.</summary>
    private async Task<List<(long Seq, string Member)>> ReadPageAsync(
        TenantSession session, Adjustment adjustment, UsageSpan span, long first, CancellationToken cancellationToken)
    {
        await using var command = Command(session, Uses);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = span.Before });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = span.From });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = span.Until });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = first });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var uses = new List<(long, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var body = EntryReader.Read((EntryKind)reader.GetInt16(1), reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4), catalog);
            if (IsOf(adjustment, body)) uses.Add((reader.GetInt64(0), reader.GetString(2)));
        }

        return uses;
    }

    private static bool IsOf(Adjustment adjustment, EntryBody body) => body switch
    {
        UsageReported usage => usage.Charges.Any(charge => charge.Meter == adjustment.Meter && charge.Model == adjustment.Model && charge.Asset == adjustment.Asset),
        UsageCorrected corrected => corrected.Charges.Any(charge => charge.Meter == adjustment.Meter && charge.Model == adjustment.Model && charge.Asset == adjustment.Asset),
        AdjustmentPosted { Adjustment: var earlier } =>
            earlier.Units > 0 && earlier.Meter == adjustment.Meter && earlier.Model == adjustment.Model && earlier.Asset == adjustment.Asset && earlier.Period == adjustment.Period,
        _ => false,
    };

    private async Task AddAsync(
        TenantSession session, PaidParts parts, Adjustment adjustment, List<(long Seq, string Member)> uses, long first, long before, CancellationToken cancellationToken)
    {
        var paid = new List<(long Seq, string Account, long Units)>();
        await using (var command = Command(session, Paid))
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = first });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = before });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = LedgerAccount.CodeOf(AccountKind.Spent, adjustment.Meter) });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = adjustment.Asset!.Code });
            await ReadPaidAsync(command, paid, cancellationToken);
        }

        var seqs = uses.Select(use => use.Seq).ToHashSet();
        paid.RemoveAll(part => !seqs.Contains(part.Seq));
        var owed = paid.Where(part => part.Account.StartsWith("debt/", StringComparison.Ordinal)).Select(part => $"{part.Seq}/{adjustment.Meter}").ToArray();
        var settled = new List<(long Seq, string Account, long Units)>();
        if (owed.Length > 0)
        {
            await using var command = Command(session, Settled);
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = owed });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = adjustment.Asset!.Code });
            await ReadPaidAsync(command, settled, cancellationToken);
        }

        // A debt is settled after its use, so what settled it was spent last.
        var all = settled.Concat(paid).Where(part => !part.Account.StartsWith("debt/", StringComparison.Ordinal)).ToLookup(part => part.Seq);
        foreach (var (seq, member) in uses)
        {
            if (parts.IsEnough) return;
            parts.Add(seq, member, all[seq].Select(part => (LedgerAccount.ParseCode(part.Account).Name, part.Units)));
        }
    }

    private static async Task ReadPaidAsync(NpgsqlCommand command, List<(long, string, long)> paid, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) paid.Add((reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2)));
    }

    private NpgsqlCommand Command(TenantSession session, string sql)
    {
        var command = session.Command(sql);
        command.CommandTimeout = 0;
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bookId });
        return command;
    }
}
