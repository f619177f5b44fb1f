using Farebox.Postgres.Migrations;
using Npgsql;

namespace Farebox.Postgres.Backup;

/// <summary>Puts a backup into an empty database, whole or not at all, and brings it to this program's schema.</summary>
public static class BackupRestore
{
    /// <param name="place">A database without any table of its own.</param>
    /// <param name="file">A file that <see cref="BackupReader"/> has checked.</param>
    /// <param name="manifest">What the check found in it.</param>
    /// <exception cref="BackupException">Nothing was restored; the message says why, and what to do.</exception>
    public static async Task RestoreAsync(BackupPlace place, string file, BackupManifest manifest, CancellationToken cancellationToken)
    {
        if (manifest.Schema > Migrator.Version)
        {
            throw new BackupException(
                $"{file} has schema version {manifest.Schema}; this Farebox knows versions up to {Migrator.Version}. Restore it with Farebox {manifest.Farebox} or newer.");
        }

        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(place.OwnerConnectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await RefuseUnlessEmptyAsync(connection, cancellationToken);
        if (connection.PostgreSqlVersion.Major < manifest.Postgres)
        {
            throw new BackupException(
                $"{file} was taken from PostgreSQL {manifest.Postgres}; this server is {connection.PostgreSqlVersion.Major}. Restore it to the same version or a later one.");
        }

        var oldest = Math.Max(manifest.PgDump, connection.PostgreSqlVersion.Major);
        var pgRestore = await ClientProgram.FindAsync("pg_restore", oldest, ClientProgram.Folders(place.BinDirectory), cancellationToken);

        // The dump grants rights to the program's role, which belongs to the server and is not in it.
        await ApplicationRole.EnsureAsync(connection, cancellationToken);
        await FillAsync(pgRestore, place.OwnerConnectionString, file, cancellationToken);
        await CompareAsync(place, manifest, cancellationToken);
        await Migrator.MigrateAsync(place.OwnerConnectionString, cancellationToken);

        // Without statistics the first reports and the verification would plan as if every table were small.
        await using var analyse = new NpgsqlCommand("ANALYZE", connection);
        await analyse.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task RefuseUnlessEmptyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var relations = await BackupContents.RelationsAsync(connection, cancellationToken);
        if (relations == 0) return;

        throw new BackupException(
            $"The database {connection.Database} is not empty ({relations} tables and views). A backup is restored to an empty place only: "
            + "set FAREBOX_DATA to a new folder, or FAREBOX_DATABASE to a new database (CREATE DATABASE … TEMPLATE template0). Nothing was changed.");
    }

    private static async Task FillAsync(ClientProgram pgRestore, string connectionString, string file, CancellationToken cancellationToken)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database;
        string[] arguments = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-password", $"--dbname={database}"];
        await using var program = PipedProgram.Start(pgRestore, arguments, connectionString);
        var output = program.Output.CopyToAsync(Stream.Null, cancellationToken);
        try
        {
            await BackupReader.CopyDumpAsync(file, program.Input, cancellationToken);
            program.Input.Close();
        }
        catch (IOException)
        {
            // It has ended before it read everything; what it said is the reason.
        }

        await output;
        try
        {
            await program.EndAsync(cancellationToken);
        }
        catch (BackupException said)
        {
            throw new BackupException($"The database refused the backup, and is empty as before: {said.Message}", said);
        }
    }

    private static async Task CompareAsync(BackupPlace place, BackupManifest manifest, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(place.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        var found = await BackupContents.CountAsync(connection, cancellationToken);
        if (found.Seq == manifest.Seq && found.Schema == manifest.Schema && found.Rows.SequenceEqual(manifest.Rows)) return;

        var differing = found.Rows.Concat(manifest.Rows).GroupBy(row => row.Key).Where(rows => rows.Count() != 2 || rows.First().Value != rows.Last().Value).Select(rows => rows.Key);
        throw new BackupException($"What was restored is not what the manifest says ({string.Join(", ", differing)}). Do not use this database; restore another backup.");
    }
}
