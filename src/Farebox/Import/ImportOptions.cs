using Farebox.Import.Mapping;

namespace Farebox.Import;

/// <summary>What to import, how, and where to.</summary>
internal sealed record ImportOptions
{
    public const int BatchRowsMax = 1000;
    public const int ConnectionsMax = 64;

    public required string File { get; init; }

    /// <summary>Null sends the lines of an NDJSON file as the CloudEvents they are.</summary>
    public ImportMap? Map { get; init; }

    public required Uri Server { get; init; }

    public required string Key { get; init; }

    public char Delimiter { get; init; } = ',';

    /// <summary>Requests under way at a time, 1 to 64.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Events per request, 1 to 1,000.</summary>
    public int BatchRows { get; init; } = BatchRowsMax;

    /// <summary>Begins with the first row, whatever an earlier run has left.</summary>
    public bool Restart { get; init; }

    /// <summary>Where the rows go that were not recorded; null: beside the file.</summary>
    public string? ErrorsFile { get; init; }

    public string StateFile => $"{File}.import-state.json";

    public string ErrorsPath => ErrorsFile ?? $"{File}.import-errors.ndjson";
}
