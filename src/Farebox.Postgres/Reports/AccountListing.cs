using Farebox.Postgres.Tenants;
using Npgsql;
using System.Text.Json;

namespace Farebox.Postgres.Reports;

/// <summary>Reads a tenant's accounts, page by page, ordered by id.</summary>
public sealed class AccountListing(NpgsqlDataSource dataSource)
{
    // The first entry of a book opens its account; a book without one was never opened.
    private const string Accounts = """
        SELECT b.account, e.command FROM book b JOIN entry e ON e.book_id = b.book_id AND e.seq = 1
        WHERE b.tenant_id = $1 AND b.account > $2 ORDER BY b.account LIMIT $3
        """;

    /// <param name="after">The last one seen; empty before the first.</param>
    public async Task<List<ListedAccount>> ReadAsync(int tenantId, string after, int count, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command(Accounts);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        var accounts = new List<ListedAccount>();
        while (await reader.ReadAsync(cancellationToken))
        {
            using var opened = JsonDocument.Parse(reader.GetString(1));
            accounts.Add(new(
                reader.GetString(0),
                opened.RootElement.GetProperty("rate_card").GetString()!,
                opened.RootElement.GetProperty("cost_card").GetString()!));
        }

        return accounts;
    }
}

/// <summary>An account and the cards it is on.</summary>
public sealed record ListedAccount(string Id, string RateCard, string CostCard);
