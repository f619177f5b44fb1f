using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.IntegrationTests.Isolation;

/// <summary>The second wall: what a query that forgets its tenant gets to see, and what a writer gets to change.</summary>
public sealed class WallTests(WallFixture fixture) : IClassFixture<WallFixture>
{
    private static readonly string[] Tables =
        ["tenant", "config", "book", "audit", "entry", "transfer", "ledger_transfer", "event_body", "checkpoint", "rollup", "grant_terms", "grant_move"];

    public static TheoryData<string> Readable => [.. Tables];

    [Theory]
    [MemberData(nameof(Readable))]
    public async Task A_query_without_any_condition_sees_its_own_tenant_only(string table)
    {
        // Neither sees more than its own, and together they see what there is: the wall hides and does not lose.
        var (a, b) = (await CountAsync(fixture.TenantA, table), await CountAsync(fixture.TenantB, table));
        var all = await Sql.ReadAsync<long>(fixture.Owner, $"SELECT count(*) FROM {table}");
        var others = table is "tenant" or "audit" ? await CountAsync(1, table) : 0;

        Assert.Equal(all, a + b + others);
        Assert.InRange(a, table is "transfer" ? 0 : 1, long.MaxValue);
        Assert.Equal(table is "tenant" or "config" or "audit" ? b : 0, b);
    }

    [Theory]
    [MemberData(nameof(Readable))]
    public async Task Whoever_says_no_tenant_sees_nothing(string table)
    {
        await using var connection = await fixture.DataSource.OpenConnectionAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        await RunAsync(connection, "SET LOCAL search_path = walled, public; SET LOCAL ROLE farebox_read");

        Assert.Equal(0L, await RunAsync(connection, $"SELECT count(*) FROM {table}"));
        await RunAsync(connection, "SET LOCAL farebox.tenant = ''");
        Assert.Equal(0L, await RunAsync(connection, $"SELECT count(*) FROM {table}"));
    }

    [Theory]
    [InlineData("SELECT count(*) FROM public.entry")]
    [InlineData("SELECT count(*) FROM public.rollup")]
    [InlineData("SELECT count(*) FROM api_key")]
    [InlineData("INSERT INTO config (tenant_id, seq, kind, id, body) VALUES (1, 9, 'asset', 'x', '')")]
    [InlineData("UPDATE book SET seq = seq")]
    public async Task A_reading_session_can_neither_go_around_the_wall_nor_write(string sql)
    {
        await using var session = await TenantSession.ReadAsync(fixture.DataSource, fixture.TenantA, CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(session.Connection, sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Theory]
    [InlineData("UPDATE audit SET actor = 'nobody'")]
    [InlineData("DELETE FROM audit")]
    [InlineData("TRUNCATE audit")]
    public async Task The_program_cannot_rewrite_the_audit(string sql)
    {
        await using var connection = await fixture.DataSource.OpenConnectionAsync(CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(connection, sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task A_writer_of_one_tenant_can_neither_see_nor_move_another_ones_books()
    {
        var walled = TenantSession.Walled(fixture.App, fixture.TenantB);

        Assert.Equal(0, await Sql.ReadAsync<long>(walled, "SELECT count(*) FROM book"));
        Assert.Null(await Sql.ReadAsync<object>(walled, "UPDATE book SET seq = seq + 1 RETURNING book_id"));
        await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(
            walled, $"INSERT INTO book (book_id, tenant_id, account) VALUES (1, {fixture.TenantA}, 'stolen')"));
        Assert.InRange(await Sql.ReadAsync<long>(TenantSession.Walled(fixture.App, fixture.TenantA), "SELECT count(*) FROM book"), 1, long.MaxValue);
    }

    [Fact]
    public async Task A_pooled_connection_carries_no_tenant_over_even_after_it_broke()
    {
        await using var one = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(fixture.App) { MaxPoolSize = 1, Timeout = 10 });
        await using (await TenantSession.ReadAsync(one, fixture.TenantA, CancellationToken.None))
        {
            // Given back in the middle of its transaction, as after an exception.
        }

        await using var killed = await TenantSession.ReadAsync(one, fixture.TenantA, CancellationToken.None);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync(killed.Connection, "SET LOCAL ROLE NONE; SELECT pg_terminate_backend(pg_backend_pid())"));
        await killed.DisposeAsync();

        await using var connection = await one.OpenConnectionAsync(CancellationToken.None);
        Assert.Equal("|farebox_app", await RunAsync(connection, "SELECT coalesce(current_setting('farebox.tenant', true), '') || '|' || current_user"));
    }

    [Fact]
    public async Task Every_table_that_knows_a_tenant_or_a_book_stands_behind_the_wall()
    {
        Assert.Equal("", await UnwalledAsync());

        await Sql.RunAsync(fixture.Owner, "CREATE TABLE forgotten (tenant_id integer); CREATE TABLE lost (book_id bigint)");
        Assert.Equal("forgotten lost", await UnwalledAsync());
        await Sql.RunAsync(fixture.Owner, "DROP TABLE forgotten, lost");
    }

    [Fact]
    public async Task No_role_of_the_program_can_step_over_the_wall() => Assert.Equal(0, await Sql.ReadAsync<long>(fixture.Owner, """
        SELECT (SELECT count(*) FROM pg_roles WHERE rolname IN ('farebox_owner', 'farebox_app', 'farebox_read') AND (rolsuper OR rolbypassrls))
             + (SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 'walled') AND tableowner IN ('farebox_app', 'farebox_read'))
             + (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'walled' AND c.relkind = 'v' AND NOT coalesce('security_barrier=true' = ANY (c.reloptions), false))
        """));

    private async Task<string> UnwalledAsync() => (await Sql.ReadAsync<string>(fixture.Owner, """
        SELECT coalesce(string_agg(c.relname, ' ' ORDER BY c.relname), '') FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
          AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('tenant_id', 'book_id') AND NOT a.attisdropped)
          AND NOT (c.relrowsecurity AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) = 2)
          AND NOT (to_regclass('walled.' || c.relname) IS NOT NULL AND NOT has_table_privilege('farebox_read', c.oid, 'SELECT'))
        """))!;

    private async Task<long> CountAsync(int tenantId, string table)
    {
        await using var session = await TenantSession.ReadAsync(fixture.DataSource, tenantId, CancellationToken.None);
        return (long)(await RunAsync(session.Connection, $"SELECT count(*) FROM {table}"))!;
    }

    private static async Task<object?> RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(CancellationToken.None);
    }
}
