using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Migrations;
using Npgsql;

namespace Farebox.IntegrationTests.Embedded;

/// <summary>Migrations run once each, whoever starts, and never on a schema this program does not know.</summary>
public sealed class MigratorTests : IAsyncLifetime
{
    private TestDatabase _empty = null!;

    private string Owner => _empty.OwnerConnectionString;

    public async Task InitializeAsync() => _empty = await PostgresFixture.CreateEmptyDatabaseAsync();

    public async Task DisposeAsync() => await _empty.DisposeAsync();

    [Fact]
    public async Task A_second_migration_finds_nothing_to_do()
    {
        Assert.Equal(Migrator.Version, await MigrateAsync());
        Assert.Equal(0, await MigrateAsync());
        Assert.Equal(Migrator.Version, await Sql.ReadAsync<int>(Owner, "SELECT max(version) FROM schema_version"));
    }

    [Fact]
    public async Task Migrations_at_the_same_time_apply_each_one_once()
    {
        var done = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MigrateAsync()));

        Assert.Equal(Migrator.Version, done.Sum());
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_names_the_version_to_install()
    {
        await MigrateAsync();
        await Sql.RunAsync(Owner, "INSERT INTO schema_version (version, name, applied_by, checksum) VALUES (9999, 'later', '7.8.9', 'x')");

        var refusal = await Assert.ThrowsAsync<SchemaTooNewException>(MigrateAsync);

        Assert.Contains("Install Farebox 7.8.9 or newer", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_migration_is_refused()
    {
        await MigrateAsync();
        await Sql.RunAsync(Owner, "UPDATE schema_version SET checksum = repeat('0', 64) WHERE version = 1");

        var refusal = await Assert.ThrowsAsync<MigrationException>(MigrateAsync);

        Assert.Contains("0001_journal", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_fails_changes_nothing_and_can_be_repeated()
    {
        await Sql.RunAsync(Owner, "CREATE TABLE rollup (in_the_way integer)");
        await Assert.ThrowsAsync<MigrationException>(MigrateAsync);
        Assert.Null(await Sql.ReadAsync<string>(Owner, "SELECT to_regclass('entry')::text"));

        await Sql.RunAsync(Owner, "DROP TABLE rollup");

        Assert.Equal(Migrator.Version, await MigrateAsync());
    }

    [Fact]
    public async Task A_login_of_ones_own_takes_on_the_role_of_the_program_and_no_more()
    {
        var server = await PostgresFixture.ServerAsync();
        var superuserAsOwner = PostgresFixture.To(server.SuperuserConnectionString, _empty.Name);
        await Migrator.MigrateAsync(superuserAsOwner, CancellationToken.None);
        var application = Migrator.AsApplication(superuserAsOwner);

        Assert.Equal("farebox_app", await Sql.ReadAsync<string>(application, "SELECT current_user::text"));
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(application, "DELETE FROM entry"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    private Task<int> MigrateAsync() => Migrator.MigrateAsync(Owner, CancellationToken.None);
}
