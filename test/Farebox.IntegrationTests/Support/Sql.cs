using Npgsql;

namespace Farebox.IntegrationTests.Support;

/// <summary>One statement on a connection of its own.</summary>
internal static class Sql
{
    public static Task RunAsync(string connectionString, string sql) => ReadAsync<object>(connectionString, sql);

    /// <summary>The first value of the first row; the type's default when there is none.</summary>
    public static async Task<T?> ReadAsync<T>(string connectionString, string sql)
    {
        // Unpooled, so that no later test is handed a connection whose server has died.
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(CancellationToken.None) is T value ? value : default;
    }
}
