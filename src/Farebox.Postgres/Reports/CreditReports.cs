using System.Globalization;
using System.Numerics;
using Farebox.Charging;
using Farebox.Postgres.Tenants;
using Farebox.Time;
using Npgsql;
using NpgsqlTypes;

namespace Farebox.Postgres.Reports;

/// <summary>Says what became of credit over a period, from sums by day: what it was at the end of any day, by what happened until then.</summary>
/// <param name="projections">Brings the sums up to date first.</param>
public sealed class CreditReports(NpgsqlDataSource dataSource, Projections projections)
{
    // Walks back from the last entry, over those that the report is to leave out and will read in any case.
    private const string LastKnown = "SELECT coalesce((SELECT seq FROM entry WHERE book_id = $1 AND recorded_at <= $2 ORDER BY seq DESC LIMIT 1), 0)";

    // A close and its end name the same period, so it does no harm that both are read.
    private const string Closes = "SELECT seq, command::json->>'period' FROM entry WHERE book_id = $1 AND kind = 21 ORDER BY seq";

    /// <summary>
    /// Entries after the last known one, taken back. Dated as the roll-up and the moves of grants date them: what came for a closed period stands on
    /// the first day that was open then, and only what a close itself posted (kind 12) stands in the period.
    /// </summary>
    private const string Unknown = """
        UNION ALL
        SELECT $2::bigint, (CASE WHEN leg.kind = 'spent' AND t.to_account NOT LIKE 'debt/%' THEN greatest(e.occurred_at, closed.until) WHEN e.kind = 9 THEN e.occurred_at
                   ELSE e.recorded_at END AT TIME ZONE 'UTC')::date,
               leg.grant_id, leg.kind, leg.sign * t.amount::numeric
        FROM (SELECT seq, from_account, to_account, amount FROM ledger_transfer WHERE book_id = $2 AND seq > $6) AS t
        JOIN (SELECT seq, kind, occurred_at, recorded_at FROM entry WHERE book_id = $2 AND seq > $6) AS e USING (seq)
        CROSS JOIN LATERAL (VALUES
            (CASE WHEN t.from_account LIKE 'wallet/%' THEN substr(t.from_account, 8) WHEN t.from_account LIKE 'held/%' THEN substr(t.from_account, 6) END,
             CASE WHEN t.to_account LIKE 'spent/%' OR t.to_account LIKE 'debt/%' THEN 'spent' WHEN t.to_account IN ('expired', 'revoked') THEN t.to_account
                  WHEN t.from_account LIKE 'wallet/%' AND (t.to_account LIKE 'wallet/%' OR t.to_account = 'exchange') THEN 'moved_out' END, -1),
            (CASE WHEN t.to_account LIKE 'wallet/%' THEN substr(t.to_account, 8) END,
             CASE WHEN t.from_account LIKE 'issued/%' THEN 'issued' WHEN t.from_account LIKE 'wallet/%' OR t.from_account = 'exchange' THEN 'moved_in' WHEN t.from_account LIKE 'spent/%' THEN 'spent' END,
             CASE WHEN t.from_account LIKE 'spent/%' THEN 1 ELSE -1 END)
        ) AS leg (grant_id, kind, sign)
        CROSS JOIN LATERAL (SELECT max(line.until) AS until FROM unnest($7::bigint[], $8::timestamptz[]) AS line (seq, until) WHERE line.seq < t.seq AND e.kind <> 12) AS closed
        WHERE seq <= (SELECT checkpoint_seq FROM book WHERE book_id = $2) AND leg.grant_id IS NOT NULL AND leg.kind IS NOT NULL
        """;

    /// <summary>The rows of a query; an account is named where it asks for what was known at some time.</summary>
    public async Task<CreditReport> ReadAsync(CreditQuery query, CancellationToken cancellationToken)
    {
        await projections.BringUpToDateAsync(query.TenantId, query.Account, cancellationToken);
        await using var session = await TenantSession.ReadAsync(dataSource, query.TenantId, cancellationToken);
        var bookId = query.Account is { } account ? Identity.OfBook(query.TenantId, account) : (long?)null;
        long? known = query.KnownAt is { } at && bookId is { } book ? await LastKnownAsync(session, book, at, cancellationToken) : null;
        var closes = known is null ? [] : await ReadClosesAsync(session, bookId!.Value, cancellationToken);

        await using var command = session.Command(Sql(query.GroupBy, known is not null));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = query.TenantId });
        command.Parameters.Add(Projections.Optional(bookId, NpgsqlDbType.Bigint));
        command.Parameters.Add(Projections.Optional(query.Asset, NpgsqlDbType.Text));
        command.Parameters.Add(Projections.Optional(query.From, NpgsqlDbType.Date));
        command.Parameters.Add(Projections.Optional(query.To, NpgsqlDbType.Date));
        if (known is not null)
        {
            command.Parameters.Add(Projections.Optional(known, NpgsqlDbType.Bigint));
            command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. closes.Select(line => line.Seq)] });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. closes.Select(line => line.Until)] });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        var lines = new List<CreditLine>();
        while (await reader.ReadAsync(cancellationToken)) lines.Add(Read(reader, query.GroupBy));
        return CreditReport.Of(query.GroupBy, lines);
    }

    private static async Task<long> LastKnownAsync(TenantSession session, long bookId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = session.Command(LastKnown);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bookId });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = at });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<List<(long Seq, DateTimeOffset Until)>> ReadClosesAsync(TenantSession session, long bookId, CancellationToken cancellationToken)
    {
        await using var command = session.Command(Closes);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bookId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var closes = new List<(long, DateTimeOffset)>();
        while (await reader.ReadAsync(cancellationToken))
            closes.Add((reader.GetInt64(0), CountingPeriod.TryParse(reader.GetString(1), out var period) ? period.Ends : throw new FormatException($"Entry {bookId}/{reader.GetInt64(0)} closes no period.")));
        return closes;
    }

    // Debts are nobody's credit. Expiry is counted from the end of the period, or from now; twelve places for the value, as in the usage report.
    private static string Sql(IReadOnlyList<string> groupBy, bool hasUnknown)
    {
        var keys = string.Concat(groupBy.Select(name => $"{CreditDimensions.SqlOf(name)}, "));
        var positions = string.Join(", ", Enumerable.Range(1, groupBy.Count + 3));
        return $"""
            WITH move (book_id, day, grant_id, kind, units) AS (
                SELECT book_id, day, grant_id, kind, units FROM grant_move WHERE $2 IS NULL OR book_id = $2
                UNION ALL
                SELECT book_id, day, grant_id, 'spent', sum(units) FROM rollup WHERE ($2 IS NULL OR book_id = $2) AND grant_id NOT IN ('', 'debt') GROUP BY 1, 2, 3
                {(hasUnknown ? Unknown : "")}
            ), moment (at) AS (
                SELECT coalesce($5::timestamp AT TIME ZONE 'UTC', frozen_at, clock_timestamp() + clock_offset) FROM tenant WHERE tenant_id = $1
            )
            SELECT {keys} terms.asset, coalesce(terms.basis_asset, ''), CASE WHEN move.day < $4 THEN 'opening' WHEN move.kind = 'issued' THEN 'granted' ELSE move.kind END,
                   sum(signed.units)::text,
                   trunc(sum(signed.units * coalesce(terms.basis_units, 0)::numeric(40, 12) / terms.granted) * {UsageSum.ValueParts})::text
            FROM move JOIN book USING (book_id) JOIN grant_terms AS terms USING (book_id, grant_id) CROSS JOIN moment
            CROSS JOIN LATERAL (SELECT CASE WHEN move.day < $4 AND move.kind NOT IN ('issued', 'moved_in') THEN -move.units ELSE move.units END AS units) AS signed
            WHERE book.tenant_id = $1 AND ($3 IS NULL OR terms.asset = $3) AND ($5 IS NULL OR move.day < $5)
            GROUP BY {positions} ORDER BY {positions}
            """;
    }

    private static CreditLine Read(NpgsqlDataReader row, IReadOnlyList<string> groupBy)
    {
        var keys = groupBy.Count;
        return new(
            [.. groupBy.Select((name, i) => CreditDimensions.Shown(name, row.GetString(i)))],
            row.GetString(keys), row.GetString(keys + 1), row.GetString(keys + 2),
            Int128.Parse(row.GetString(keys + 3), CultureInfo.InvariantCulture),
            BigInteger.Parse(row.GetString(keys + 4), CultureInfo.InvariantCulture));
    }
}
