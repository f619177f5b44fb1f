using Npgsql;

namespace Farebox.Postgres.Embedded;

/// <summary>Connection strings to the private server, through its socket.</summary>
internal static class PrivateConnection
{
    public static string To(string socketDirectory, string role, string database, bool pooling = true) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = socketDirectory,
            Port = PostgresCluster.Port,
            Username = role,
            Database = database,
            Pooling = pooling,
        }.ConnectionString;
}
