using Farebox.IntegrationTests.Support;
using Npgsql;

namespace Farebox.IntegrationTests.Upgrade;

/// <summary>A database as an earlier release left it, with a ledger in it.</summary>
internal static class OldLedger
{
    /// <summary>The schema versions of which there is a dump beside this file.</summary>
    public static IEnumerable<int> Versions => Directory.GetFiles(Folder, "schema-*.dump")
        .Select(file => int.Parse(Path.GetFileNameWithoutExtension(file)["schema-".Length..], System.Globalization.CultureInfo.InvariantCulture));

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Upgrade");

    public static async Task<TestDatabase> LoadAsync(int version)
    {
        var database = await PostgresFixture.CreateEmptyDatabaseAsync();
        var dump = await File.ReadAllTextAsync(Path.Combine(Folder, $"schema-{version:0000}.dump"));
        await Sql.RunAsync(database.OwnerConnectionString, dump);
        Assert.Equal(version, await Sql.ReadAsync<int>(database.OwnerConnectionString, "SELECT max(version) FROM schema_version"));
        return database;
    }

    /// <summary>An event of the old days, as it was sent, and the account it was for.</summary>
    public static async Task<(string Account, string Body, long Entries)> AnyEventAsync(string connectionString)
    {
        const string read = """
            SELECT b.account, v.body, (SELECT sum(seq)::bigint FROM book)
            FROM event_body v JOIN book b USING (book_id) ORDER BY v.recorded_at, v.book_id, v.seq LIMIT 1
            """;

        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(read, connection);
        await using var row = await command.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());
        return (row.GetString(0), row.GetString(1), row.GetInt64(2));
    }
}
