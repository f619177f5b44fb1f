using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Farebox.Import.Rows;

namespace Farebox.Import.Progress;

/// <summary>The small file beside the imported one that lets an import go on where it was broken off.</summary>
internal sealed class StateFile(ImportOptions options)
{
    private const int PrefixBytes = 1 << 16;

    private readonly string _fingerprint = FingerprintOf(options);

    /// <summary>What an earlier run has left; nothing when there was none, or it was broken off before it left anything.</summary>
    /// <exception cref="ImportException">What is left belongs to another file, map or server.</exception>
    public ImportState? Read()
    {
        if (options.Restart || !File.Exists(options.StateFile)) return null;

        ImportState? state;
        try
        {
            state = JsonSerializer.Deserialize(File.ReadAllBytes(options.StateFile), ImportStateJson.Default.ImportState);
        }
        catch (JsonException)
        {
            return null;
        }

        return state is null || state.Fingerprint == _fingerprint
            ? state
            : throw new ImportException(
                $"{options.StateFile} remembers an import with another file, map or server. Add --restart to send every row; what is recorded stays recorded once.");
    }

    /// <summary>Replaces what was there. A reader sees the old one or the new one, never half of it.</summary>
    public void Write(long rows, long errorBytes, ImportTotals totals)
    {
        var state = new ImportState
        {
            Fingerprint = _fingerprint,
            Rows = rows,
            ErrorBytes = errorBytes,
            Statuses = new(totals.Rows),
            Debited = [.. totals.Debited.Select(sum => new DebitedSum(sum.Key.Status, sum.Key.Asset, sum.Value.ToString(CultureInfo.InvariantCulture)))],
        };
        var next = options.StateFile + ".next";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(state, ImportStateJson.Default.ImportState));
        File.Move(next, options.StateFile, overwrite: true);
    }

    public void Delete() => File.Delete(options.StateFile);

    private static string FingerprintOf(ImportOptions options)
    {
        // A file that has only grown at its end is still the same one.
        using var input = new InputFile(options.File);
        var prefix = new byte[PrefixBytes];
        var length = input.Stream.ReadAtLeast(prefix, PrefixBytes, throwOnEndOfStream: false);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(prefix, 0, length);
        hash.AppendData(Encoding.UTF8.GetBytes($"\n{options.Map?.Fingerprint()}\n{options.Delimiter}\n{options.Server}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
