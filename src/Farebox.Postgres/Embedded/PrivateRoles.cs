using Npgsql;

namespace Farebox.Postgres.Embedded;

/// <summary>The database and its roles: one owns and migrates, one runs the program and owns nothing, one is what the program reads as for a caller.</summary>
internal static class PrivateRoles
{
    /// <summary>Makes what is missing; safe to repeat after an interruption at any point.</summary>
    public static async Task EnsureAsync(string superuserConnectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(superuserConnectionString);
        await connection.OpenAsync(cancellationToken);

        const string existing = """
            SELECT 'role ' || rolname FROM pg_roles UNION ALL SELECT 'database ' || datname FROM pg_database
            """;
        var there = new HashSet<string>();
        await using (var command = new NpgsqlCommand(existing, connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken)) there.Add(reader.GetString(0));
        }

        foreach (var (name, statement) in Wanted)
        {
            if (!there.Contains(name)) await RunAsync(connection, statement, cancellationToken);
        }

        // Another server on this database is given the owner's login, and runs as the program's role.
        await RunAsync(connection, "GRANT farebox_app TO farebox_owner; GRANT farebox_read TO farebox_app", cancellationToken);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static readonly (string Name, string Statement)[] Wanted =
    [
        ("role farebox_owner", "CREATE ROLE farebox_owner LOGIN"),
        ("role farebox_app", "CREATE ROLE farebox_app LOGIN"),
        ("role farebox_read", "CREATE ROLE farebox_read NOLOGIN"),
        ("database farebox", "CREATE DATABASE farebox OWNER farebox_owner TEMPLATE template0"),
    ];
}
