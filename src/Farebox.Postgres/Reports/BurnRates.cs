using System.Globalization;
using Farebox.Charging;
using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.Postgres.Reports;

/// <summary>Says how fast an account has been using its assets, debts included.</summary>
public sealed class BurnRates(NpgsqlDataSource dataSource)
{
    // A day whose use was taken back is like one without any.
    private const string Used = """
        SELECT asset, coalesce(sum(units) FILTER (WHERE day >= $2 AND day < $3), 0)::text, coalesce(sum(units) FILTER (WHERE day = $3), 0)::text,
               coalesce(min(day) FILTER (WHERE units <> 0), $3)
        FROM (SELECT asset, day, sum(units) AS units FROM rollup WHERE book_id = $1 AND asset <> '' AND day <= $3 GROUP BY asset, day) AS by_day GROUP BY asset
        """;

    /// <summary>By asset, what was used over the days before today, and over how many: fewer than asked for when the first use is younger.</summary>
    /// <remarks>On the day of the first use there is no whole day yet; what was used until now is taken for one.</remarks>
    public async Task<Dictionary<string, BurnRate>> ReadAsync(int tenantId, string account, DateOnly today, int days, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command(Used);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Identity.OfBook(tenantId, account) });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = today.AddDays(-days) });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = today });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rates = new Dictionary<string, BurnRate>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            var passed = today.DayNumber - reader.GetFieldValue<DateOnly>(3).DayNumber;
            rates.Add(reader.GetString(0), passed == 0 ? new(Units(reader, 2), 1) : new(Units(reader, 1), Math.Min(days, passed)));
        }

        return rates;
    }

    private static Int128 Units(NpgsqlDataReader row, int column) => Int128.Parse(row.GetString(column), CultureInfo.InvariantCulture);
}

/// <summary>Smallest units used over a number of days.</summary>
public readonly record struct BurnRate(Int128 Used, int Days);
