using System.Text.Json.Serialization;

namespace Farebox.Import.Progress;

/// <summary>How far an import has come: every row up to <see cref="Rows"/> is answered, and these are the totals of those rows.</summary>
/// <remarks>It only saves work. Without it, a repeated import sends every row again, and each is a duplicate.</remarks>
internal sealed record ImportState
{
    /// <summary>What was imported and where to: the beginning of the file, the map, the server.</summary>
    public required string Fingerprint { get; init; }

    public required long Rows { get; init; }

    /// <summary>Bytes of the file of errors that belong to those rows.</summary>
    public required long ErrorBytes { get; init; }

    public required Dictionary<string, long> Statuses { get; init; }

    /// <summary>Status, asset and amount of what was debited.</summary>
    public required List<DebitedSum> Debited { get; init; }
}

/// <summary>A sum in an <see cref="ImportState"/>, in units of 10⁻¹² as a whole number.</summary>
internal sealed record DebitedSum(string Status, string Asset, string Units);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ImportState))]
internal sealed partial class ImportStateJson : JsonSerializerContext;
