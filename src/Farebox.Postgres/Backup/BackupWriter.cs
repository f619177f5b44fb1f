using System.Formats.Tar;
using System.Security.Cryptography;
using Npgsql;

namespace Farebox.Postgres.Backup;

/// <summary>Takes a backup while the database is in use: one instant, one file, with what is needed to trust it.</summary>
/// <remarks>
/// The file is a tar of <c>database.dump</c> (pg_dump's custom format), <c>manifest.json</c> and <c>SHA256SUMS</c>, so that it can be
/// checked and restored with PostgreSQL's own programs too.
/// </remarks>
public static class BackupWriter
{
    internal const string DumpName = "database.dump";
    internal const string ManifestName = "manifest.json";
    internal const string SumsName = "SHA256SUMS";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly string ProgramVersion = typeof(BackupWriter).Assembly.GetName().Version?.ToString(3) ?? "unknown";

    /// <summary>Writes the backup under a passing name, and gives it its own when it is complete and on disk.</summary>
    /// <exception cref="BackupException">The message says what is in the way. Nothing is left behind.</exception>
    public static async Task<BackupManifest> WriteAsync(BackupPlace place, string file, CancellationToken cancellationToken)
    {
        var unfinished = file + ".part";
        if (File.Exists(file)) throw new BackupException($"{file} exists already, and a backup is never overwritten. Name another file.");
        try
        {
            BackupManifest manifest;
            await using (var stream = Create(unfinished))
            {
                manifest = await WriteAsync(place, stream, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, file);
            return manifest;
        }
        catch (Exception failure)
        {
            File.Delete(unfinished);
            if (failure is not (IOException or UnauthorizedAccessException)) throw;
            throw new BackupException($"The backup cannot be written to {file}: {failure.Message} Make room or name another place; nothing was kept.", failure);
        }
    }

    // A backup holds event bodies and hashes of keys: it is for the eyes of the account that made it.
    private static FileStream Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return new(file, options);
    }

    private static async Task<BackupManifest> WriteAsync(BackupPlace place, Stream stream, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(place.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        var server = connection.PostgreSqlVersion.Major;
        var pgDump = await ClientProgram.FindAsync("pg_dump", server, ClientProgram.Folders(place.BinDirectory), cancellationToken);

        // What is counted here and what pg_dump reads are the same instant.
        var (snapshot, takenAt) = await ExportSnapshotAsync(connection, cancellationToken);
        await using var archive = new TarWriter(stream, TarEntryFormat.Gnu, leaveOpen: true);
        var sum = await WriteDumpAsync(archive, pgDump, place.ConnectionString, snapshot, takenAt, cancellationToken);
        var contents = await BackupContents.CountAsync(connection, cancellationToken);
        var manifest = new BackupManifest
        {
            Format = BackupManifest.FormatVersion, TakenAt = takenAt, Farebox = ProgramVersion, Schema = contents.Schema, Postgres = server,
            PgDump = pgDump.Major, Seq = contents.Seq, Rows = contents.Rows, DumpSha256 = Convert.ToHexStringLower(sum),
        };
        var json = manifest.ToJson();
        var sums = $"{manifest.DumpSha256}  {DumpName}\n{Convert.ToHexStringLower(SHA256.HashData(json))}  {ManifestName}\n";
        await AddAsync(archive, ManifestName, new MemoryStream(json), takenAt, cancellationToken);
        await AddAsync(archive, SumsName, new MemoryStream(System.Text.Encoding.ASCII.GetBytes(sums)), takenAt, cancellationToken);
        return manifest;
    }

    private static async Task<(string Snapshot, DateTimeOffset TakenAt)> ExportSnapshotAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string export = """
            SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0;
            BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
            SELECT pg_export_snapshot(), transaction_timestamp();
            """;

        await using var command = new NpgsqlCommand(export, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1));
    }

    private static async Task<byte[]> WriteDumpAsync(
        TarWriter archive, ClientProgram pgDump, string connectionString, string snapshot, DateTimeOffset takenAt, CancellationToken cancellationToken)
    {
        // A table that somebody has locked for longer than this is being changed, and no backup of it would be worth having.
        string[] arguments = ["--format=custom", "--no-owner", "--no-password", "--lock-wait-timeout=30s", $"--snapshot={snapshot}"];
        await using var program = PipedProgram.Start(pgDump, arguments, connectionString);
        program.Input.Close();
        using var hash = SHA256.Create();
        await using (var hashed = new CryptoStream(program.Output, hash, CryptoStreamMode.Read))
            await AddAsync(archive, DumpName, hashed, takenAt, cancellationToken);
        await program.EndAsync(cancellationToken);
        return hash.Hash!;
    }

    private static Task AddAsync(TarWriter archive, string name, Stream data, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var entry = new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = data, Mode = OwnerOnly, ModificationTime = at };
        return archive.WriteEntryAsync(entry, cancellationToken);
    }
}
