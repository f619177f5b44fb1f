using System.Text.Json;

namespace Farebox.Postgres.Backup;

/// <summary>What a backup holds and what made it. Everything is of the one instant at which the backup was taken.</summary>
public sealed record BackupManifest
{
    /// <summary>The form of backup files that this program writes and reads.</summary>
    public const int FormatVersion = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    public required int Format { get; init; }

    /// <summary>By the database's clock.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The version of the program that made it.</summary>
    public required string Farebox { get; init; }

    /// <summary>The last migration that was applied.</summary>
    public required int Schema { get; init; }

    /// <summary>Major version of the server it was taken from. It can be restored to this one or a later one.</summary>
    public required int Postgres { get; init; }

    /// <summary>Major version of the pg_dump that wrote it; pg_restore must not be older.</summary>
    public required int PgDump { get; init; }

    /// <summary>The sum of all books' last entry numbers: how much journal there is.</summary>
    public required long Seq { get; init; }

    /// <summary>Rows by table.</summary>
    public required SortedDictionary<string, long> Rows { get; init; }

    /// <summary>SHA-256 of the dump, in hexadecimal.</summary>
    public required string DumpSha256 { get; init; }

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <exception cref="JsonException">It is not a manifest.</exception>
    internal static BackupManifest Parse(byte[] json) => JsonSerializer.Deserialize<BackupManifest>(json, Json) ?? throw new JsonException("The manifest is empty.");
}
