using Farebox.IntegrationTests.Support;
using Npgsql;

namespace Farebox.IntegrationTests.Embedded;

/// <summary>The journal's first guard is the database: the program's role cannot rewrite it, whatever the program does.</summary>
public sealed class ApplicationRoleTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Theory]
    [InlineData("UPDATE entry SET status = 0")]
    [InlineData("UPDATE transfer SET amount = 1")]
    [InlineData("UPDATE event_body SET body = ''")]
    [InlineData("DELETE FROM entry")]
    [InlineData("DELETE FROM transfer")]
    [InlineData("DELETE FROM event_body")]
    [InlineData("TRUNCATE entry")]
    [InlineData("TRUNCATE transfer")]
    [InlineData("TRUNCATE event_body")]
    [InlineData("CREATE TABLE mine (id integer)")]
    [InlineData("DROP TABLE entry")]
    [InlineData("ALTER TABLE entry DISABLE TRIGGER ALL")]
    [InlineData("INSERT INTO schema_version (version, name, applied_by, checksum) VALUES (9, 'x', 'x', 'x')")]
    [InlineData("SET ROLE farebox_owner")]
    public async Task The_program_may_not(string sql)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(fixture.Database.AppConnectionString, sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Theory]
    [InlineData("INSERT INTO transfer VALUES (1, 1, 2, 'a', 'b', 'credit', 1, -1, 1, NULL, NULL)")]
    [InlineData("SELECT count(*) FROM entry")]
    [InlineData("SELECT max(version) FROM schema_version")]
    public async Task The_program_may(string sql) => await Sql.RunAsync(fixture.Database.AppConnectionString, sql);

    [Fact]
    public async Task The_owner_may_so_the_refusals_are_about_the_role() =>
        await Sql.RunAsync(fixture.Database.OwnerConnectionString, "BEGIN; UPDATE entry SET status = 0; DELETE FROM transfer; TRUNCATE entry; ROLLBACK");

    [Fact]
    public async Task A_month_of_event_bodies_is_as_closed_as_their_table()
    {
        var app = fixture.Database.AppConnectionString;
        await Sql.RunAsync(app, "SELECT ensure_event_body_month('2026-07-15T00:00:00Z')");
        await Sql.RunAsync(app, "INSERT INTO event_body VALUES ('2026-07-15T00:00:00Z', 1, 1, '{}')");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(app, "DELETE FROM event_body_202607"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }
}
