using Npgsql;

namespace Farebox.Postgres.Migrations;

/// <summary>The role the program runs as. It owns nothing, so it can neither rewrite the journal nor change the schema.</summary>
/// <remarks>For what it reads on behalf of a caller it takes on a second role, which sees one tenant only.</remarks>
internal static class ApplicationRole
{
    public const string Name = "farebox_app";

    /// <summary>Makes the roles when they are missing, and lets the owner take them on.</summary>
    /// <remarks>Only a database of one's own lacks it; the private server makes its roles itself, with a login.</remarks>
    public static async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Two databases of one server may migrate at once, and roles belong to the server; losing that race is fine.
        // From PostgreSQL 16 on, making a role does not let one take it on; the grant does.
        const string ensure = """
            DO $$ BEGIN
                IF to_regrole('farebox_app') IS NULL THEN
                    BEGIN
                        CREATE ROLE farebox_app NOLOGIN;
                        EXECUTE format('GRANT farebox_app TO %I', current_user);
                    EXCEPTION WHEN duplicate_object OR unique_violation THEN
                        NULL;
                    END;
                END IF;
                IF NOT (SELECT rolcanlogin FROM pg_roles WHERE rolname = 'farebox_app')
                   AND NOT pg_has_role(current_user, 'farebox_app', 'MEMBER') THEN
                    EXECUTE format('GRANT farebox_app TO %I', current_user);
                END IF;
                IF to_regrole('farebox_read') IS NULL THEN
                    BEGIN
                        CREATE ROLE farebox_read NOLOGIN;
                    EXCEPTION WHEN duplicate_object OR unique_violation THEN
                        NULL;
                    END;
                END IF;
                IF NOT pg_has_role('farebox_app', 'farebox_read', 'MEMBER') THEN
                    GRANT farebox_read TO farebox_app;
                END IF;

                -- A database that was upgraded from PostgreSQL 14 still lets everybody make tables.
                IF has_schema_privilege('farebox_app', 'public', 'CREATE') THEN
                    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
                END IF;
            END $$
            """;

        await using var command = new NpgsqlCommand(ensure, connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new MigrationException(
                "The database's login may not make the roles farebox_app and farebox_read or take them on. An administrator runs once, without what is there already: "
                + $"CREATE ROLE farebox_app NOLOGIN; CREATE ROLE farebox_read NOLOGIN; GRANT farebox_read TO farebox_app; GRANT farebox_app TO {connection.UserName};",
                error);
        }
    }
}
