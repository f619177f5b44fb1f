using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Embedded;
using Farebox.Postgres.Migrations;
using Npgsql;

namespace Farebox.IntegrationTests.Embedded;

/// <summary>A database that is not ours: one login, no roles of Farebox, and perhaps no right to make them.</summary>
public sealed class OwnDatabaseTests : IAsyncLifetime
{
    private EmbeddedPostgres _server = null!;

    private string Login => new NpgsqlConnectionStringBuilder(_server.SuperuserConnectionString)
    {
        Username = "tenant_db",
        Database = "theirs",
        Pooling = false,
    }.ConnectionString;

    // A server of its own, because roles belong to the server and this one must not have farebox_app yet.
    public async Task InitializeAsync()
    {
        _server = await EmbeddedPostgres.StartAsync(new() { DataFolder = TemporaryFolder.Create() }, CancellationToken.None);
        await Sql.RunAsync(_server.SuperuserConnectionString, "DROP ROLE farebox_app, farebox_read; CREATE ROLE tenant_db LOGIN");
        await Sql.RunAsync(_server.SuperuserConnectionString, "CREATE DATABASE theirs OWNER tenant_db");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_login_that_may_make_roles_gets_the_role_of_the_program_and_can_take_it_on()
    {
        await Sql.RunAsync(_server.SuperuserConnectionString, "ALTER ROLE tenant_db CREATEROLE");

        Assert.Equal(Migrator.Version, await Migrator.MigrateAsync(Login, CancellationToken.None));

        var application = Migrator.AsApplication(Login);
        Assert.Equal("farebox_app", await Sql.ReadAsync<string>(application, "SELECT current_user::text"));
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(application, "DELETE FROM entry"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task A_login_that_may_not_is_told_what_an_administrator_runs_once()
    {
        var refusal = await Assert.ThrowsAsync<MigrationException>(() => Migrator.MigrateAsync(Login, CancellationToken.None));

        const string remedy = "CREATE ROLE farebox_app NOLOGIN; CREATE ROLE farebox_read NOLOGIN; GRANT farebox_read TO farebox_app; GRANT farebox_app TO tenant_db;";
        Assert.Contains(remedy, refusal.Message, StringComparison.Ordinal);
        await Sql.RunAsync(_server.SuperuserConnectionString, remedy);
        Assert.Equal(Migrator.Version, await Migrator.MigrateAsync(Login, CancellationToken.None));
    }
}
