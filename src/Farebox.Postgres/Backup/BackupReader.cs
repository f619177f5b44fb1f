using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Farebox.Postgres.Backup;

/// <summary>Reads a backup file, and believes nothing of it before every sum fits.</summary>
public static class BackupReader
{
    private const int SmallMax = 1 << 20;

    /// <summary>Reads the file from end to end.</summary>
    /// <exception cref="BackupException">It is damaged, cut short, no backup, or of a later form than this program knows.</exception>
    public static async Task<BackupManifest> CheckAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = Open(file);
            await using var archive = new TarReader(stream);
            var dump = await NextAsync(archive, BackupWriter.DumpName, cancellationToken);
            var dumpSum = Convert.ToHexStringLower(await SHA256.HashDataAsync(dump, cancellationToken));
            var json = await SmallAsync(archive, BackupWriter.ManifestName, cancellationToken);
            var sums = Encoding.ASCII.GetString(await SmallAsync(archive, BackupWriter.SumsName, cancellationToken));
            if (sums != $"{dumpSum}  {BackupWriter.DumpName}\n{Convert.ToHexStringLower(SHA256.HashData(json))}  {BackupWriter.ManifestName}\n")
                throw new InvalidDataException("its contents do not have the sums in it");

            var manifest = BackupManifest.Parse(json);
            if (manifest.Format > BackupManifest.FormatVersion)
                throw new BackupException($"{file} was made by Farebox {manifest.Farebox}, in a form that this one does not know. Restore it with that version.");
            return manifest;
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or FormatException or ArgumentException or JsonException or OverflowException)
        {
            throw new BackupException($"{file} is damaged or no backup: {broken.Message}. Nothing was restored. Take another copy of it, or an older backup.", broken);
        }
    }

    /// <summary>Copies the dump of a file that was checked.</summary>
    internal static async Task CopyDumpAsync(string file, Stream target, CancellationToken cancellationToken)
    {
        await using var stream = Open(file);
        await using var archive = new TarReader(stream);
        var dump = await NextAsync(archive, BackupWriter.DumpName, cancellationToken);
        await dump.CopyToAsync(target, cancellationToken);
    }

    private static FileStream Open(string file)
    {
        try
        {
            return new(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{file} cannot be read: {failure.Message}", failure);
        }
    }

    private static async Task<byte[]> SmallAsync(TarReader archive, string name, CancellationToken cancellationToken)
    {
        var data = await NextAsync(archive, name, cancellationToken);
        if (data.Length > SmallMax) throw new InvalidDataException($"{name} is too large");

        var bytes = new byte[data.Length];
        await data.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static async Task<Stream> NextAsync(TarReader archive, string name, CancellationToken cancellationToken)
    {
        var entry = await archive.GetNextEntryAsync(copyData: false, cancellationToken);
        if (entry?.Name != name || entry.EntryType is not TarEntryType.RegularFile || entry.DataStream is not { } data)
            throw new InvalidDataException($"{name} is missing");
        return data;
    }
}
