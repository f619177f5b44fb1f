using Farebox.Charging;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Tenants;
using Npgsql;
using NpgsqlTypes;

namespace Farebox.Postgres.Reports;

/// <summary>Brings the sums that reports read up to the last acknowledged entry: they may be some seconds behind.</summary>
/// <param name="trySubmit">Hands commands to the journal.</param>
public sealed class Projections(NpgsqlDataSource dataSource, Func<Submission, bool> trySubmit)
{
    private const int TouchesMax = 200;

    // What has fallen due is posted on the way, so that it is in the sums before a worker comes by.
    private const string Behind = """
        SELECT b.account FROM book b JOIN tenant t USING (tenant_id)
        WHERE b.tenant_id = $1 AND ($2 IS NULL OR b.account = $2)
          AND (b.seq > b.checkpoint_seq OR b.next_due_at <= coalesce(t.frozen_at, clock_timestamp() + t.clock_offset))
        ORDER BY b.book_id
        """;

    /// <param name="account">One account, or all of the tenant.</param>
    public async Task BringUpToDateAsync(int tenantId, string? account, CancellationToken cancellationToken)
    {
        foreach (var part in (await BehindAsync(tenantId, account, cancellationToken)).Chunk(TouchesMax))
        {
            var touches = new Submission([.. part.Select(behind => (Command)new Touch(tenantId, behind, saveProjections: true))]);
            while (!trySubmit(touches)) await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
            await touches.Completion.WaitAsync(cancellationToken);
        }
    }

    private async Task<List<string>> BehindAsync(int tenantId, string? account, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command(Behind);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(Optional(account, NpgsqlDbType.Text));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var accounts = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) accounts.Add(reader.GetString(0));
        return accounts;
    }

    internal static NpgsqlParameter Optional(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
