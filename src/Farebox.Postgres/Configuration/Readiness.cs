using Farebox.Postgres.Migrations;
using Npgsql;

namespace Farebox.Postgres.Configuration;

/// <summary>Whether the database can serve this program.</summary>
public sealed class Readiness(NpgsqlDataSource dataSource)
{
    /// <summary>The database answers, and its schema is the one this program knows.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("SELECT max(version) FROM schema_version");
        return await command.ExecuteScalarAsync(cancellationToken) is int version && version == Migrator.Version;
    }
}
