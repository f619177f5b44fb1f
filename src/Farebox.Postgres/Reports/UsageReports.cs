using System.Globalization;
using System.Numerics;
using Farebox.Charging;
using Farebox.Postgres.Tenants;
using Npgsql;
using NpgsqlTypes;

namespace Farebox.Postgres.Reports;

/// <summary>Adds up usage from the roll-up, which is why ten million entries are no more work than ten thousand.</summary>
/// <param name="projections">Brings the roll-up up to date first.</param>
public sealed class UsageReports(NpgsqlDataSource dataSource, Projections projections)
{
    public async Task<UsageReport> ReadAsync(UsageQuery query, CancellationToken cancellationToken)
    {
        await projections.BringUpToDateAsync(query.TenantId, query.Account, cancellationToken);
        await using var session = await TenantSession.ReadAsync(dataSource, query.TenantId, cancellationToken);
        await using var command = session.Command(Sql(query.GroupBy));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = query.TenantId });
        command.Parameters.Add(Projections.Optional(query.Account is { } account ? Identity.OfBook(query.TenantId, account) : null, NpgsqlDbType.Bigint));
        command.Parameters.Add(Projections.Optional(query.Asset, NpgsqlDbType.Text));
        command.Parameters.Add(Projections.Optional(query.From, NpgsqlDbType.Date));
        command.Parameters.Add(Projections.Optional(query.To, NpgsqlDbType.Date));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        var lines = new List<UsageLine>();
        while (await reader.ReadAsync(cancellationToken)) lines.Add(Read(reader, query.GroupBy.Count));
        return UsageReport.Of(query.GroupBy, lines);
    }

    // Twelve decimal places for the value: a numeric division keeps as many as its operands show, not as many as it needs.
    private static string Sql(IReadOnlyList<string> groupBy)
    {
        var keys = string.Concat(groupBy.Select(name => $"{UsageDimensions.SqlOf(name)}, "));
        var positions = string.Join(", ", Enumerable.Range(1, groupBy.Count + 3));
        return $"""
            SELECT {keys} rollup.asset, rollup.cost_asset, coalesce(grant_terms.basis_asset, ''),
                   sum(rollup.quantity), sum(rollup.units)::text, sum(rollup.cost)::text,
                   trunc(coalesce(sum(rollup.units * grant_terms.basis_units::numeric(40, 12) / grant_terms.granted), 0) * {UsageSum.ValueParts})::text
            FROM rollup JOIN book USING (book_id) LEFT JOIN grant_terms USING (book_id, grant_id)
            WHERE book.tenant_id = $1 AND ($2 IS NULL OR rollup.book_id = $2) AND ($3 IS NULL OR rollup.asset = $3)
              AND ($4 IS NULL OR rollup.day >= $4) AND ($5 IS NULL OR rollup.day < $5)
            GROUP BY {positions} ORDER BY {positions}
            """;
    }

    private static UsageLine Read(NpgsqlDataReader row, int keys) => new(
        [.. Enumerable.Range(0, keys).Select(row.GetString)],
        row.GetString(keys), row.GetString(keys + 1), row.GetString(keys + 2), row.GetDecimal(keys + 3),
        Int128.Parse(row.GetString(keys + 4), CultureInfo.InvariantCulture),
        Int128.Parse(row.GetString(keys + 5), CultureInfo.InvariantCulture),
        BigInteger.Parse(row.GetString(keys + 6), CultureInfo.InvariantCulture));
}
