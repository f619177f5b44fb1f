using System.Collections.Immutable;
using System.Text.Json;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.Postgres.Reports;

/// <summary>Reads a tenant's accounts, page by page, ordered by id.</summary>
public sealed class AccountListing(NpgsqlDataSource dataSource)
{
    // A book without an entry was never opened.
    private const string Books = "SELECT book_id, account FROM book WHERE tenant_id = $1 AND account > $2 AND seq > 0 ORDER BY account LIMIT $3";

    // The first entry opens the account. Constants pass through the wall's view and reach the index; the columns of a join would not.
    private const string Openings = "SELECT book_id, command FROM entry WHERE book_id = ANY($1) AND seq = 1";

    /// <param name="after">The last one seen; empty before the first.</param>
    public async Task<List<ListedAccount>> ReadAsync(int tenantId, string after, int count, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var finding = session.Command(Books);
        finding.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        finding.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after });
        finding.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        var books = await ReadAsync(finding, cancellationToken);

        await using var opening = session.Command(Openings);
        opening.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. books.Select(book => book.Id)] });
        var commands = (await ReadAsync(opening, cancellationToken)).ToDictionary(entry => entry.Id, entry => entry.Text);
        return [.. books.Select(book => Account(book.Text, commands[book.Id]))];
    }

    private static async Task<List<(long Id, string Text)>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(long, string)>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add((reader.GetInt64(0), reader.GetString(1)));
        return rows;
    }

    private static ListedAccount Account(string id, string command)
    {
        using var opened = JsonDocument.Parse(command);
        return new(id, PayWithJson.Read(opened.RootElement), opened.RootElement.GetProperty("cost_card").GetString()!)
        {
            Zone = opened.RootElement.TryGetProperty("zone", out var zone) ? zone.GetString() : null,
            HoldTimeMax = opened.RootElement.TryGetProperty("hold_seconds_max", out var seconds) ? TimeSpan.FromSeconds(seconds.GetInt64()) : null,
        };
    }
}

/// <summary>An account and the cards it is on.</summary>
public sealed record ListedAccount(string Id, ImmutableArray<string> RateCards, string CostCard)
{
    /// <summary>The zone of its calendar, where it is not UTC.</summary>
    public string? Zone { get; init; }

    /// <summary>How long its holds may last, where that is not a day.</summary>
    public TimeSpan? HoldTimeMax { get; init; }
}
