using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Closing;
using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.Postgres.Corrections;

/// <summary>Rates again what was stored unrated or refused, after a card or a meter was mended.</summary>
public sealed class UsageRerater(NpgsqlDataSource dataSource, UsageCorrector corrector)
{
    private const string CorrectionId = "rerate";
    private const int Page = 500;

    private const string Unrated = """
        SELECT occurred_at, seq, command::json->>'source', command::json->>'id' FROM entry
        WHERE book_id = $1 AND kind = 5 AND status IN (2, 3) AND occurred_at >= $2 AND occurred_at < $3 AND (occurred_at, seq) > ($4, $5)
        ORDER BY occurred_at, seq LIMIT $6
        """;

    /// <summary>Rates one event again.</summary>
    /// <exception cref="CloseException">It cannot be rated; the code says why.</exception>
    public Task<CorrectionResult> RerateAsync(int tenantId, string account, string source, string eventId, Actor? actor, CancellationToken cancellationToken) =>
        corrector.CorrectAsync(Question(tenantId, account, source, eventId, actor), cancellationToken);

    /// <summary>Rates what happened from one instant until before another, in the order in which it happened.</summary>
    public async Task<RerateResult> RerateAsync(int tenantId, string account, DateTimeOffset from, DateTimeOffset to, Actor? actor, CancellationToken cancellationToken)
    {
        var look = await corrector.LookAsync(tenantId, account, cancellationToken);
        await look.SeeAsync(cancellationToken);
        var (rated, left) = (0L, new SortedDictionary<string, long>(StringComparer.Ordinal));
        var after = (At: DateTimeOffset.MinValue, Seq: 0L);
        for (var page = await ReadAsync(tenantId, account, from, to, after, cancellationToken); page.Count > 0; page = await ReadAsync(tenantId, account, from, to, after, cancellationToken))
        {
            await look.KnowAsync([.. page.Select(use => new UseName(use.Source, use.Id))], withBodies: true, cancellationToken);
            foreach (var (at, seq, source, id) in page)
            {
                after = (at, seq);
                try
                {
                    if (!(await UsageCorrector.CorrectAsync(look, Question(tenantId, account, source, id, actor), cancellationToken)).IsRepeated) rated++;
                }
                catch (CloseException refused) when (refused.Rejected.Code is not Decider.BookMoved)
                {
                    if (refused.Rejected.Code is not ("event_rated" or "event_voided")) left[refused.Rejected.Code] = left.GetValueOrDefault(refused.Rejected.Code) + 1;
                }
            }
        }

        return new(rated, left);
    }

    private async Task<List<(DateTimeOffset At, long Seq, string Source, string Id)>> ReadAsync(
        int tenantId, string account, DateTimeOffset from, DateTimeOffset to, (DateTimeOffset At, long Seq) after, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command(Unrated);
        command.CommandTimeout = 0;
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Identity.OfBook(tenantId, account) });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = to });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = after.At });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after.Seq });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Page });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(DateTimeOffset, long, string, string)>();
        while (await reader.ReadAsync(cancellationToken)) found.Add((reader.GetFieldValue<DateTimeOffset>(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3)));
        return found;
    }

    private static CorrectionQuestion Question(int tenantId, string account, string source, string eventId, Actor? actor) =>
        new(tenantId, account, CorrectionId, CorrectionKind.Rerate, source, eventId, null, actor);
}

/// <summary>What came of rating a range again.</summary>
/// <param name="Rated">Events that are charged now.</param>
/// <param name="Left">Events that still are not, by the code of why.</param>
public sealed record RerateResult(long Rated, IReadOnlyDictionary<string, long> Left);
