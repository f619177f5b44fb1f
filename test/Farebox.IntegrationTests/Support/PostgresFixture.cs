using Farebox.Postgres.Embedded;
using Farebox.Postgres.Migrations;
using Npgsql;

namespace Farebox.IntegrationTests.Support;

/// <summary>The one server of this test run, and databases on it. Classes that use it may run at the same time.</summary>
public static class PostgresFixture
{
    private const string Template = "farebox_template";

    private static readonly Lazy<Task<EmbeddedPostgres>> Server = new(StartAsync);
    private static int s_lastNumber;

    /// <summary>A new database, copied from one that was migrated once.</summary>
    public static async Task<TestDatabase> CreateDatabaseAsync()
    {
        var server = await Server.Value;
        var name = $"test_{Interlocked.Increment(ref s_lastNumber)}";
        await Sql.RunAsync(server.SuperuserConnectionString, $"CREATE DATABASE {name} TEMPLATE {Template} OWNER farebox_owner");
        return new(name, server.SuperuserConnectionString, server.OwnerConnectionString, server.AppConnectionString);
    }

    /// <summary>A copy of a database that nobody is connected to, to be damaged.</summary>
    public static async Task<TestDatabase> CopyAsync(TestDatabase original)
    {
        var server = await Server.Value;
        var name = $"copy_{Interlocked.Increment(ref s_lastNumber)}";
        await Sql.RunAsync(server.SuperuserConnectionString, $"CREATE DATABASE {name} TEMPLATE {original.Name} OWNER farebox_owner");
        return new(name, server.SuperuserConnectionString, server.OwnerConnectionString, server.AppConnectionString);
    }

    /// <summary>A new database without any table, for what is tested about migrations.</summary>
    public static async Task<TestDatabase> CreateEmptyDatabaseAsync()
    {
        var server = await Server.Value;
        var name = $"empty_{Interlocked.Increment(ref s_lastNumber)}";
        await Sql.RunAsync(server.SuperuserConnectionString, $"CREATE DATABASE {name} TEMPLATE template0 OWNER farebox_owner");
        return new(name, server.SuperuserConnectionString, server.OwnerConnectionString, server.AppConnectionString);
    }

    /// <summary>The server itself, for tests that connect as somebody else.</summary>
    public static Task<EmbeddedPostgres> ServerAsync() => Server.Value;

    /// <summary>The same connection to another database.</summary>
    public static string To(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database }.ConnectionString;

    private static async Task<EmbeddedPostgres> StartAsync()
    {
        var server = await EmbeddedPostgres.StartAsync(new() { DataFolder = TemporaryFolder.Create() }, CancellationToken.None);
        await Sql.RunAsync(server.SuperuserConnectionString, $"CREATE DATABASE {Template} OWNER farebox_owner");
        await Migrator.MigrateAsync(To(server.OwnerConnectionString, Template), CancellationToken.None);
        return server;
    }
}
