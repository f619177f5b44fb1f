using System.Globalization;
using Npgsql;

namespace Farebox.Postgres.Migrations;

/// <summary>Brings a database to this program's schema, one transaction per migration.</summary>
/// <remarks>Any number of processes may migrate at once: each step takes the same lock, looks what is left, and does one.</remarks>
public static class Migrator
{
    // Any number that no other program on the same database takes by accident: "farebox" as ASCII.
    private const long LockKey = 0x66617265626f78;

    private static readonly string ProgramVersion = typeof(Migrator).Assembly.GetName().Version?.ToString(3) ?? "unknown";

    /// <summary>The version of the schema this program needs.</summary>
    public static int Version => Migration.All.Count;

    /// <summary>Applies what is missing, and returns how many migrations that were: 0 when the schema was current.</summary>
    /// <exception cref="SchemaTooNewException">A newer program has migrated the database; it says which version to install.</exception>
    /// <exception cref="MigrationException">A role cannot be made, an applied migration was edited, or one failed.</exception>
    public static async Task<int> MigrateAsync(string ownerConnectionString, CancellationToken cancellationToken)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false, CommandTimeout = 0 };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        if (connection.PostgreSqlVersion.Major < 15)
            throw new MigrationException($"Farebox needs PostgreSQL 15 or newer; this server is {connection.PostgreSqlVersion}.");

        var done = 0;
        while (await ApplyNextAsync(connection, cancellationToken)) done++;
        return done;
    }

    /// <summary>The owner's connection, restricted to what the program may do: for a database that only lets one login in.</summary>
    public static string AsApplication(string ownerConnectionString)
    {
        var restricted = new NpgsqlConnectionStringBuilder(ownerConnectionString);
        restricted.Options = $"{restricted.Options} -c role={ApplicationRole.Name}".Trim();
        return restricted.ConnectionString;
    }

    /// <summary>One transaction: under the lock, the first migration that is missing. False when none is.</summary>
    private static async Task<bool> ApplyNextAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // The lock ends with the transaction, so it also works through a pooler, and no crash leaves it behind.
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({LockKey})", cancellationToken);
        await ApplicationRole.EnsureAsync(connection, cancellationToken);
        await ExecuteAsync(connection, SchemaVersionTable, cancellationToken);
        var applied = await AppliedAsync(connection, cancellationToken);
        var isMissingOne = applied < Version;
        if (isMissingOne) await ApplyAsync(connection, Migration.All[applied], cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return isMissingOne;
    }

    private const string SchemaVersionTable = """
        DO $$ BEGIN
            IF to_regclass('public.schema_version') IS NULL THEN
                CREATE TABLE public.schema_version (
                    version     integer PRIMARY KEY,
                    name        text NOT NULL,
                    applied_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
                    applied_by  text NOT NULL,
                    checksum    text NOT NULL
                );
                GRANT SELECT ON public.schema_version TO farebox_app;
            END IF;
        END $$
        """;

    /// <summary>How many migrations are applied, after comparing each with this program's own.</summary>
    private static async Task<int> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string sql = "SELECT version, name, applied_by, checksum FROM public.schema_version ORDER BY version";

        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var count = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            var (version, name) = (reader.GetInt32(0), reader.GetString(1));
            if (version > Version) throw TooNew(version, reader.GetString(2));
            if (version != ++count) throw new MigrationException($"Row {count} of schema_version is missing. Restore it from a backup.");
            if (Migration.All[version - 1].Checksum != reader.GetString(3)) throw Edited(version, name);
        }

        return count;
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        const string record = "INSERT INTO public.schema_version (version, name, applied_by, checksum) VALUES ($1, $2, $3, $4)";

        try
        {
            await ExecuteAsync(connection, migration.Sql, cancellationToken);
        }
        catch (PostgresException error)
        {
            throw new MigrationException($"Migration {migration.Version:0000}_{migration.Name} failed, and changed nothing: {error.Message}", error);
        }

        await using var command = new NpgsqlCommand(record, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = migration.Version });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = migration.Name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ProgramVersion });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = migration.Checksum });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static SchemaTooNewException TooNew(int version, string appliedBy) => new(string.Create(CultureInfo.InvariantCulture, $"""
        The database's schema is at version {version}; this is Farebox {ProgramVersion}, which knows versions up to {Version}.
        Install Farebox {appliedBy} or newer, or restore the backup made before the upgrade. Nothing was changed.
        """));

    private static MigrationException Edited(int version, string name) => new(string.Create(CultureInfo.InvariantCulture, $"""
        Migration {version:0000}_{name} of this Farebox {ProgramVersion} differs from the one that was applied to the database.
        An applied migration is never edited: install the Farebox that applied it, or a later release. Nothing was changed.
        """));
}
