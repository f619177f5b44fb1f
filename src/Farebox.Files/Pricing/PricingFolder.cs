using System.Collections.Immutable;
using Farebox.Files.Yaml;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Files;

/// <summary>What a folder of YAML files defines, and everything that is wrong with it.</summary>
/// <remarks>The files are one whole, in any number and order: each may use what another one defines.</remarks>
public sealed record PricingFolder
{
    public required int Files { get; init; }

    /// <summary>By file, then from top to bottom.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Whether nothing is wrong. Warnings are not wrong.</summary>
    public bool IsValid => !Findings.Any(finding => finding.IsError);

    public required ImmutableArray<Placed<Asset>> Assets { get; init; }

    public required ImmutableArray<Placed<Meter>> Meters { get; init; }

    /// <summary>Each card's versions in their order.</summary>
    public required ImmutableArray<Placed<CardTerms>> Cards { get; init; }

    public required ImmutableArray<Placed<AccountTerms>> Accounts { get; init; }

    /// <summary>Reads all .yaml and .yml files of a folder and the folders in it, without hidden ones.</summary>
    /// <param name="now">What a version's date is compared with.</param>
    /// <exception cref="IOException">The folder or a file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static PricingFolder Read(string folder, DateTimeOffset now) =>
        Read([.. FolderFiles.Find(folder).Select(path => (path, FolderFiles.Bytes(path)))], now);

    /// <summary>The same for files that are not on a disk, each by a name for messages.</summary>
    public static PricingFolder Read(IReadOnlyList<(string Name, byte[] Bytes)> files, DateTimeOffset now)
    {
        var found = new Findings();
        var roots = new List<YamlMap>();
        var isWhole = true;
        foreach (var (name, bytes) in files)
        {
            if (YamlFile.Read(name, bytes, PricingShapes.File, found) is { } root) roots.Add(root);
            else isWhole = false;
        }

        var reader = new PricingReader(found, isWhole);
        reader.Read(roots);
        var folder = new PricingFolder
        {
            Files = files.Count,
            Findings = [],
            Assets = [.. reader.Assets.Valid.OrderBy(asset => asset.Value.Code, StringComparer.Ordinal)],
            Meters = [.. reader.Meters.Valid.OrderBy(meter => meter.Value.Id, StringComparer.Ordinal)],
            Cards = reader.Cards.Valid,
            Accounts = [.. reader.Accounts.Valid.OrderBy(account => account.Value.Id, StringComparer.Ordinal)],
        };
        if (found.Errors == 0) PricingWarnings.Find(folder, now, found);
        return folder with { Findings = [.. found.InOrder] };
    }
}
