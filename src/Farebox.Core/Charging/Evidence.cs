using System.Text.Json;

namespace Farebox.Charging;

/// <summary>What the evidence of a charge says was measured, and by which cards it was priced: enough to price it again.</summary>
/// <remarks>The one place that reads what <see cref="EvidenceWriter"/> writes for anybody but a replay, which follows its running counts alone.</remarks>
public sealed class Evidence
{
    private Evidence(string? rateCard, string? costCard, Dictionary<string, string> dimensions, List<(string Class, decimal Quantity)> lines) =>
        (RateCard, CostCard, Dimensions, Lines) = (rateCard, costCard, dimensions, lines);

    /// <summary>The rate card, without its version; <see langword="null"/> where none had a price.</summary>
    public string? RateCard { get; }

    /// <summary>The cost card, without its version; <see langword="null"/> where none was in force.</summary>
    public string? CostCard { get; }

    /// <summary>The dimensions of the meter with the values they had.</summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; }

    /// <summary>The classes that were present, each with its quantity.</summary>
    public IReadOnlyList<(string Class, decimal Quantity)> Lines { get; }

    /// <summary>Reads the evidence of a charge.</summary>
    /// <exception cref="JsonException">It is no evidence: a bug or a damaged journal.</exception>
    public static Evidence Read(ReadOnlyMemory<byte> evidence)
    {
        using var document = JsonDocument.Parse(evidence);
        var json = document.RootElement;
        var cards = json.GetProperty("cards");
        var dimensions = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json.TryGetProperty("dims", out var dims))
        {
            foreach (var dimension in dims.EnumerateObject()) dimensions[dimension.Name] = dimension.Value.GetString()!;
        }

        var lines = new List<(string, decimal)>();
        foreach (var line in json.GetProperty("lines").EnumerateArray()) lines.Add((line[0].GetString()!, line[1].GetDecimal()));
        return new(IdOf(cards[0]), IdOf(cards[1]), dimensions, lines);
    }

    // A card is named with its version, default/3; a card's id may have slashes of its own.
    private static string? IdOf(JsonElement label) => label.GetString() is { } text ? text[..text.LastIndexOf('/')] : null;
}
